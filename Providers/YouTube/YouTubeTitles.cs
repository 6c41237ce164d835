using System.Collections.Frozen;
using System.Net;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Platforms;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.YouTube;

/// <summary>Maps what YouTube says of videos.</summary>
/// <param name="region">The country it was asked for.</param>
/// <param name="at">When it said so.</param>
internal sealed class YouTubeTitles(string region, DateTimeOffset at)
{
    /// <summary>What the gateway calls it. It is a platform as well, so that its ids are the platform's.</summary>
    public const string Source = "youtube";

    /// <summary>The number of a category that is everywhere.</summary>
    public const string MusicCategory = "10";

    private const string Videos = "https://www.youtube.com/watch?v=";

    private static readonly Platform Platform = PlatformDirectory.Find(Source)!;

    private static readonly string[] ThumbnailsByWidth = ["maxres", "standard", "high", "medium", "default"];

    // https://developers.google.com/youtube/v3/docs/videoCategories/list: videos name their category by number only.
    private static readonly FrozenDictionary<string, string> Categories = new Dictionary<string, string>
    {
        ["1"] = "Film & Animation", ["2"] = "Autos & Vehicles", [MusicCategory] = "Music", ["15"] = "Pets & Animals", ["17"] = "Sports",
        ["18"] = "Short Movies", ["19"] = "Travel & Events", ["20"] = "Gaming", ["21"] = "Videoblogging", ["22"] = "People & Blogs",
        ["23"] = "Comedy", ["24"] = "Entertainment", ["25"] = "News & Politics", ["26"] = "Howto & Style", ["27"] = "Education",
        ["28"] = "Science & Technology", ["29"] = "Nonprofits & Activism", ["30"] = "Movies", ["31"] = "Anime/Animation",
        ["32"] = "Action/Adventure", ["33"] = "Classics", ["34"] = "Comedy", ["35"] = "Documentary", ["36"] = "Drama", ["37"] = "Family",
        ["38"] = "Foreign", ["39"] = "Horror", ["40"] = "Sci-Fi/Fantasy", ["41"] = "Thriller", ["42"] = "Shorts", ["43"] = "Shows", ["44"] = "Trailers",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A result of a search; null where it is a channel or a playlist.</summary>
    public SourceRecord? OfListed(Payload result)
    {
        // Results of a search, and they only, come escaped for a page.
        return IdOf(result["id"]["videoId"]) is { } id && Base(id, result["snippet"], WebUtility.HtmlDecode) is { } video
            ? video with { Availability = OffersOf(id, result["snippet"], default) }
            : null;
    }

    /// <summary>A video whole.</summary>
    public SourceRecord? OfVideo(Payload video)
    {
        var (snippet, details) = (video["snippet"], video["contentDetails"]);
        return IdOf(video["id"]) is { } id && Base(id, snippet, text => text) is { } listed
            ? listed with
            {
                Keywords = snippet["tags"].Texts(),
                Genres = GenresOf(snippet["categoryId"]),
                RuntimeMinutes = YouTubeDuration.MinutesOf(details["duration"]),
                Availability = OffersOf(id, snippet, details),
            }
            : null;
    }

    /// <summary>Where a video is to be had.</summary>
    public IReadOnlyList<Offer> OffersOf(Payload video) =>
        IdOf(video["id"]) is { } id ? OffersOf(id, video["snippet"], video["contentDetails"]) : [];

    private static SourceRecord? Base(string id, Payload snippet, Func<string?, string?> readable)
    {
        if (readable(snippet["title"].Text) is not { } title) return null;
        var published = snippet["publishedAt"].Day;
        return new SourceRecord
        {
            Source = Source,
            SourceId = id,
            Title = title,
            Type = ContentType.Video,
            Year = published?.Year,
            ReleaseDate = published,
            Overview = readable(snippet["description"].Text),
            Artist = readable(snippet["channelTitle"].Text),
            Images = new ContentImages(null, ThumbnailsByWidth.Select(size => snippet["thumbnails"][size]["url"].Text).FirstOrDefault(url => url is not null)),
        };
    }

    private static string? IdOf(Payload value)
    {
        if (value.Text is not { } id) return null;
        if (Platform.IsId(id)) return id;
        value.Note();
        return null;
    }

    private static IReadOnlyList<string> GenresOf(Payload category)
    {
        if (category.Text is not { } number) return [];
        if (Categories.TryGetValue(number, out var name)) return [name];
        category.Note();
        return [];
    }

    /// <remarks>What is still to be broadcast is no offer: there is nothing to see yet.</remarks>
    private IReadOnlyList<Offer> OffersOf(string id, Payload snippet, Payload details) =>
        snippet["liveBroadcastContent"].Text is "upcoming" || !IsSeen(details["regionRestriction"])
            ? []
            : [new Offer { Platform = Source, Region = region, Kind = OfferKind.Free, Quality = QualityOf(details["definition"]), DeepLink = Videos + id, Source = Source, AsOf = at }];

    /// <remarks>An empty list of where it may be seen means nowhere, one of where it may not means everywhere.</remarks>
    private bool IsSeen(Payload restriction) =>
        restriction["allowed"] is { IsList: true } allowed
            ? allowed.Texts().Contains(region)
            : !restriction["blocked"].Texts().Contains(region);

    private static string? QualityOf(Payload definition)
    {
        if (definition.Text is "hd" or "sd") return definition.Text;
        definition.Note();
        return null;
    }
}
