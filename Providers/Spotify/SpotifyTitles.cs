using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Platforms;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Spotify;

/// <summary>Maps what Spotify says of music and podcasts.</summary>
/// <param name="region">The country it was asked for.</param>
/// <param name="at">When it said so.</param>
internal sealed class SpotifyTitles(string region, DateTimeOffset at)
{
    /// <summary>What the gateway calls it. It is a platform as well, so that its ids are the platform's.</summary>
    public const string Source = "spotify";

    private static readonly Platform Platform = PlatformDirectory.Find(Source)!;

    private static readonly (string Name, ContentType Type)[] Lists =
    [
        ("artists", ContentType.Artist), ("albums", ContentType.Album), ("tracks", ContentType.Track), ("playlists", ContentType.Playlist),
        ("shows", ContentType.Series), ("episodes", ContentType.Episode),
    ];

    /// <summary>The results of a search; null for entries that are none.</summary>
    public IEnumerable<SourceRecord?> OfSearch(Payload payload) =>
        MusicFacts.InTurn(Lists.Select(list => payload[list.Name]["items"].Items.Select(entry => Of(list.Type, entry))));

    /// <summary>One thing; null where it is not there: lists have holes, and files of a listener's own have no id.</summary>
    public SourceRecord? Of(ContentType? type, Payload entry) => type switch
    {
        ContentType.Track => OfTrack(entry),
        ContentType.Album => OfAlbum(entry),
        ContentType.Artist => Base(entry, ContentType.Artist) is { } artist ? artist with { Genres = entry["genres"].Texts() } : null,
        ContentType.Playlist => OfPlaylist(entry),
        ContentType.Series => Base(entry, ContentType.Series) is { } show ? show with { Overview = entry["description"].Text, Artist = entry["publisher"].Text } : null,
        ContentType.Episode => OfEpisode(entry),
        _ => null,
    };

    private SourceRecord? OfTrack(Payload track) => Base(track, ContentType.Track) is { } named
        ? (named with
        {
            Artist = ArtistsOf(track["artists"]),
            RuntimeMinutes = WholeMinutes.OfMilliseconds(track["duration_ms"].Number),
            Images = PicturesOf(track["album"]["images"]),
            Trailers = [.. OneOrNone(track["preview_url"])],
            ExternalIds = MusicFacts.IdsOf(track["external_ids"]["isrc"], default),
        }).Released(track["album"]["release_date"])
        : null;

    private SourceRecord? OfAlbum(Payload album) => Base(album, ContentType.Album) is { } named
        ? (named with
        {
            Artist = ArtistsOf(album["artists"]),
            Genres = album["genres"].Texts(),
            Tracks = album["total_tracks"].Count ?? album["tracks"]["total"].Count,
            ExternalIds = MusicFacts.IdsOf(default, album["external_ids"]["upc"].IsThere ? album["external_ids"]["upc"] : album["external_ids"]["ean"]),
        }).Released(album["release_date"])
        : null;

    private SourceRecord? OfPlaylist(Payload playlist) => Base(playlist, ContentType.Playlist) is { } named
        ? named with
        {
            Overview = MarkupText.Plain(playlist["description"].Text),
            Artist = playlist["owner"]["display_name"].Text,
            Tracks = playlist["items"]["total"].Count ?? playlist["tracks"]["total"].Count,
        }
        : null;

    private SourceRecord? OfEpisode(Payload episode) => Base(episode, ContentType.Episode) is { } named
        ? (named with
        {
            Overview = episode["description"].Text,
            Artist = episode["show"]["publisher"].Text,
            RuntimeMinutes = WholeMinutes.OfMilliseconds(episode["duration_ms"].Number),
            Trailers = [.. OneOrNone(episode["audio_preview_url"])],
        }).Released(episode["release_date"])
        : null;

    private SourceRecord? Base(Payload entry, ContentType type) =>
        entry["name"].Text is { } name && IdOf(entry) is { } id
            ? new SourceRecord
            {
                Source = Source,
                SourceId = id,
                Title = name,
                Type = type,
                Images = PicturesOf(entry["images"]),
                Availability = OffersOf(entry, type),
            }
            : null;

    /// <remarks>A track that stands in for one that a country does not have still answers for the one that was asked for.</remarks>
    private static string? IdOf(Payload entry)
    {
        var given = entry["linked_from"]["id"].IsText ? entry["linked_from"]["id"] : entry["id"];
        if (given.Text is not { } id) return null;
        if (Platform.IsId(id)) return id;
        given.Note();
        return null;
    }

    /// <remarks>Music is in the subscription and, with advertisements, free; podcasts are free.</remarks>
    private IReadOnlyList<Offer> OffersOf(Payload entry, ContentType type)
    {
        if (!IsHeard(entry)) return [];
        OfferKind[] kinds = type is ContentType.Series or ContentType.Episode ? [OfferKind.Free] : [OfferKind.Subscription, OfferKind.Ads];
        var link = entry["external_urls"]["spotify"].Text;
        return [.. kinds.Select(kind => new Offer { Platform = Source, Region = region, Kind = kind, DeepLink = link, Source = Source, AsOf = at })];
    }

    /// <remarks>Nothing said means yes: asked with a country, Spotify names only what is there.</remarks>
    private bool IsHeard(Payload entry) =>
        entry["is_playable"].Flag is { } isPlayable ? isPlayable
        : entry["restrictions"]["reason"].Text is not "market" && (entry["available_markets"].Texts() is var markets && (markets.Count == 0 || markets.Contains(region)));

    private static string? ArtistsOf(Payload artists) => artists.Texts("name") is { Count: > 0 } names ? string.Join(", ", names) : null;

    private static ContentImages PicturesOf(Payload images) =>
        new(images.Items.Where(image => image["url"].IsText).OrderByDescending(image => image["width"].Count ?? 0).Select(image => image["url"].Text).FirstOrDefault(), null);

    private static IEnumerable<string> OneOrNone(Payload address)
    {
        if (address.Text is { } text) yield return text;
    }
}
