using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.YouTube;

/// <summary>The YouTube Data API, version 3 (https://developers.google.com/youtube/v3/docs). A search costs 100 units of a key's day, anything else 1.</summary>
public sealed class YouTubeProtocol : IUpstreamProtocol
{
    private const string PageSize = "50";
    private const string Language = "en";

    private static readonly Platform Platform = PlatformDirectory.Find(YouTubeTitles.Source)!;

    /// <inheritdoc/>
    public string SourceId => YouTubeTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://www.googleapis.com/youtube/v3/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Platform: not (null or YouTubeTitles.Source) } => false,
        { Operation: SourceOperation.Search, Text: not null } => true,
        { Operation: SourceOperation.Details or SourceOperation.Availability } => VideoOf(query) is not null,
        { Operation: SourceOperation.Health } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret) => AddressOf(query).With("key", secret).Get();

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at)
    {
        if (YouTubeRefusals.Read(reply) is { } refusal)
        {
            return refusal;
        }

        var titles = new YouTubeTitles(query.Region, at);
        var isUnknown = false;
        var answer = JsonReply.Read(reply, payload =>
        {
            // A video that is gone, or private, is not a 404 but missing from the list.
            isUnknown = VideoOf(query) is not null && payload["items"] is { IsList: true } list && !list.Items.Any();
            return Map(query.Operation, payload["items"], titles);
        });
        return isUnknown ? SourceReply.Of(SourceOutcome.NotFound, "there is no such video") : answer;
    }

    private static Mapped Map(SourceOperation operation, Payload items, YouTubeTitles titles) => operation switch
    {
        SourceOperation.Search => new Mapped(items.Items.Select(titles.OfListed)),
        SourceOperation.Details => new Mapped(items.Items.Select(titles.OfVideo)),
        SourceOperation.Availability => new Mapped([]) { Offers = [.. items.Items.SelectMany(titles.OffersOf)] },
        _ => new Mapped([]),
    };

    private static QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search => new QueryText("search")
            .With("part", "snippet")
            .With("type", "video")
            .With("q", query.Text)
            .With("maxResults", PageSize)
            .With("relevanceLanguage", Language)
            .With("safeSearch", "moderate")
            .With("regionCode", query.Region),
        SourceOperation.Details => new QueryText("videos").With("part", "snippet,contentDetails,statistics").With("id", VideoOf(query)),
        SourceOperation.Availability => new QueryText("videos").With("part", "snippet,contentDetails").With("id", VideoOf(query)),
        _ => new QueryText("videoCategories").With("part", "snippet").With("id", YouTubeTitles.MusicCategory),
    };

    private static string? VideoOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id.Scheme == Platform.Id && Platform.IsId(id.Local) ? id.Local : null;
}
