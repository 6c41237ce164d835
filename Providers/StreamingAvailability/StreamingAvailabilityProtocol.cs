using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.StreamingAvailability;

/// <summary>
/// Streaming Availability by Movie of the Night, version 4 (https://docs.movieofthenight.com): at RapidAPI, or at its own
/// address, which takes keys of its own in another header.
/// </summary>
public sealed class StreamingAvailabilityProtocol : IUpstreamProtocol
{
    private const string Language = "en";
    private const int DaysTheApiLooksAhead = 31;

    /// <summary>The API at an address.</summary>
    /// <param name="address">Where it is; null for RapidAPI.</param>
    public StreamingAvailabilityProtocol(Uri? address = null) => Address = address ?? new Uri("https://streaming-availability.p.rapidapi.com/");

    /// <inheritdoc/>
    public string SourceId => StreamingAvailabilityTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; }

    private bool IsRapid => Address.Host.EndsWith(".rapidapi.com", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Platform: { } platform } when StreamingAvailabilityServices.Of(platform) is null => false,
        { Operation: SourceOperation.Search, Text: not null, Type: null or ContentType.Movie or ContentType.Series } => true,
        { Operation: SourceOperation.Details or SourceOperation.Availability } => PathOf(query).Length > 0,
        { Operation: SourceOperation.Catalogue, Type: null or ContentType.Movie or ContentType.Series } => true,
        { Operation: SourceOperation.Expiring, Type: null or ContentType.Movie or ContentType.Series } => true,
        { Operation: SourceOperation.Health } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret)
    {
        var request = AddressOf(query).With("output_language", Language).Get();
        request.Headers.Add(IsRapid ? "X-RapidAPI-Key" : "X-API-Key", secret);
        if (IsRapid) request.Headers.Add("X-RapidAPI-Host", Address.Host);
        return request;
    }

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at)
    {
        var titles = new StreamingAvailabilityTitles(at);
        return JsonReply.Read(Judge(reply), payload => query.Operation switch
        {
            SourceOperation.Search => new Mapped(StreamingAvailabilityTitles.ShowsIn(payload).Select(titles.Of).Where(title => IsOn(title, query.Platform))),
            SourceOperation.Details => new Mapped(StreamingAvailabilityTitles.ShowsIn(payload).Select(titles.Of)),
            SourceOperation.Availability => new Mapped([])
            {
                Offers = [.. StreamingAvailabilityTitles.ShowsIn(payload).SelectMany(titles.OffersOf).Where(offer => query.Platform is null || offer.Platform == query.Platform)],
            },
            SourceOperation.Catalogue => new Mapped(StreamingAvailabilityTitles.ShowsIn(payload).Select(titles.Of), StreamingAvailabilityTitles.CursorIn(payload)),
            SourceOperation.Expiring => titles.OfChanges(payload, query.Region, at.AddDays(query.Days ?? DaysTheApiLooksAhead)),
            _ => new Mapped([]),
        });
    }

    private static QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search => InCountry(query, "shows", "search", "title").With("title", query.Text).With("show_type", ShowTypeOf(query)).With("series_granularity", "show"),
        SourceOperation.Details or SourceOperation.Availability => InCountry(query, ["shows", .. PathOf(query)]).With("series_granularity", "show"),
        SourceOperation.Catalogue => InCountry(query, "shows", "search", "filters").With("catalogs", CatalogueOf(query))
            .With("show_type", ShowTypeOf(query)).With("series_granularity", "show").With("cursor", query.Cursor),
        SourceOperation.Expiring => InCountry(query, "changes").With("catalogs", CatalogueOf(query)).With("change_type", "expiring").With("item_type", "show")
            .With("show_type", ShowTypeOf(query)).With("order_direction", "asc").With("cursor", query.Cursor),
        _ => new QueryText("genres"),
    };

    private static QueryText InCountry(SourceQuery query, params ReadOnlySpan<string> path) =>
        new QueryText(path).With("country", query.Region.ToLowerInvariant());

    private static string? CatalogueOf(SourceQuery query) => query.Platform is { } platform ? StreamingAvailabilityServices.Of(platform) : null;

    private static string? ShowTypeOf(SourceQuery query) => query.Type switch
    {
        ContentType.Movie => "movie",
        ContentType.Series => "series",
        _ => null,
    };

    // tt0133093, movie/603, tv/1399, or the API's own number; empty for ids that it does not know.
    private static string[] PathOf(SourceQuery query) => ContentId.TryParse(query.ContentId, out var id, out _)
        ? id switch
        {
            { Kind: ContentIdKind.Imdb } => [id.Local],
            { Kind: ContentIdKind.Tmdb } => id.Local.Split(':'),
            { Scheme: StreamingAvailabilityTitles.Source } when id.Local.All(char.IsAsciiLetterOrDigit) => [id.Local],
            _ => [],
        }
        : [];

    private static bool IsOn(SourceRecord? title, string? platform) =>
        platform is null || title?.Availability.Any(offer => offer.Platform == platform) is true;

    // RapidAPI says the same status for a spent month and a busy second, and for a key that has no plan.
    private static UpstreamReply Judge(UpstreamReply reply) => reply.Outcome switch
    {
        SourceOutcome.Throttled when Says(reply, "quota") => reply with { Outcome = SourceOutcome.QuotaExhausted },
        SourceOutcome.Refused when Says(reply, "not subscribed") || Says(reply, "api key") => reply with { Outcome = SourceOutcome.Unauthorized },
        _ => reply,
    };

    private static bool Says(UpstreamReply reply, string words) =>
        JsonReply.Inspect(reply, body => body["message"].Text?.Contains(words, StringComparison.OrdinalIgnoreCase) is true);
}
