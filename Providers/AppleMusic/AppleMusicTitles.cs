using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Platforms;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.AppleMusic;

/// <summary>Maps what Apple Music says of music.</summary>
/// <param name="region">The country whose storefront was asked.</param>
/// <param name="at">When it said so.</param>
internal sealed class AppleMusicTitles(string region, DateTimeOffset at)
{
    /// <summary>What the gateway calls it. It is a platform as well, so that its ids are the platform's.</summary>
    public const string Source = "apple_music";

    // Everything has it: the root of Apple's genres.
    private const string EveryGenre = "Music";

    private static readonly Platform Platform = PlatformDirectory.Find(Source)!;

    private static readonly (string Name, ContentType Type)[] Kinds =
        [("artists", ContentType.Artist), ("albums", ContentType.Album), ("songs", ContentType.Track), ("playlists", ContentType.Playlist)];

    /// <summary>What the API calls things of a type; null where it has none.</summary>
    public static string? FolderOf(ContentType? type) => Kinds.FirstOrDefault(kind => kind.Type == type).Name;

    /// <summary>The results of a search; null for entries that are none.</summary>
    public IEnumerable<SourceRecord?> OfSearch(Payload payload)
    {
        // Which kind fits the words best stands beside the results.
        var order = payload["meta"]["results"]["order"].Texts().Concat(Kinds.Select(kind => kind.Name)).Distinct(StringComparer.Ordinal);
        return MusicFacts.InTurn(order.Select(name => payload["results"][name]["data"].Items.Select(Of)));
    }

    /// <summary>One resource; null where it is not there, or is none of what the gateway has.</summary>
    public SourceRecord? Of(Payload resource)
    {
        if (resource["type"].Text is not { } kind) return null;
        if (Kinds.FirstOrDefault(known => known.Name == kind) is not { Name: not null, Type: var type })
        {
            resource["type"].Note();
            return null;
        }

        var facts = resource["attributes"];
        return facts["name"].Text is { } name && IdOf(resource["id"]) is { } id ? Base(id, name, type, facts).Released(facts["releaseDate"]) : null;
    }

    private SourceRecord Base(string id, string name, ContentType type, Payload facts) => new()
    {
        Source = Source,
        SourceId = id,
        Title = name,
        Type = type,
        Artist = facts["artistName"].Text ?? facts["curatorName"].Text,
        Overview = NotesOf(facts["editorialNotes"]) ?? NotesOf(facts["description"]),
        Genres = [.. facts["genreNames"].Texts().Where(genre => genre != EveryGenre)],
        RuntimeMinutes = WholeMinutes.OfMilliseconds(facts["durationInMillis"].Number),
        Tracks = facts["trackCount"].Count,
        Images = new ContentImages(AppleArtwork.AddressOf(facts["artwork"]), null),
        Trailers = facts["previews"].Texts("url"),
        ExternalIds = MusicFacts.IdsOf(facts["isrc"], facts["upc"]),
        Availability = OffersOf(type, facts),
    };

    /// <remarks>What a subscription does not play has no parameters to play it by; artists never have.</remarks>
    private IReadOnlyList<Offer> OffersOf(ContentType type, Payload facts) => type is ContentType.Artist || facts["playParams"].IsObject
        ? [new Offer { Platform = Source, Region = region, Kind = OfferKind.Subscription, DeepLink = facts["url"].Text, Source = Source, AsOf = at }]
        : [];

    private static string? IdOf(Payload value)
    {
        if (value.Text is not { } id) return null;
        if (Platform.IsId(id)) return id;
        value.Note();
        return null;
    }

    private static string? NotesOf(Payload notes) => MarkupText.Plain(notes["standard"].Text ?? notes["short"].Text);
}
