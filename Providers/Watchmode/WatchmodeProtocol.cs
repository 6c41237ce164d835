using System.Globalization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Watchmode;

/// <summary>Watchmode, version 1 (https://api.watchmode.com/docs).</summary>
public sealed class WatchmodeProtocol : IUpstreamProtocol
{
    private const string KeyHeader = "X-API-Key";
    private const string Titles = "2";
    private const string Films = "3";
    private const string Series = "4";
    private const string PageSize = "250";

    /// <inheritdoc/>
    public string SourceId => WatchmodeTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://api.watchmode.com/v1/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        // It tells where a title is only title by title.
        { Operation: SourceOperation.Search, Text: not null, Platform: null, Type: null or ContentType.Movie or ContentType.Series } => true,
        { Operation: SourceOperation.Details or SourceOperation.Availability } => IdOf(query) is not null,
        { Operation: SourceOperation.Catalogue, Type: null or ContentType.Movie or ContentType.Series } =>
            (query.Platform is null || WatchmodeSources.Of(query.Platform) is not null) && PageOf(query) is not null,
        { Operation: SourceOperation.Health } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret)
    {
        var request = AddressOf(query).Get();
        request.Headers.Add(KeyHeader, secret);
        return request;
    }

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at)
    {
        var titles = new WatchmodeTitles(query.Region, at);
        return JsonReply.Read(WatchmodeFaults.Judge(reply), payload => query.Operation switch
        {
            SourceOperation.Search => new Mapped((payload["title_results"].IsThere ? payload["title_results"] : payload["results"]).Items.Select(WatchmodeTitles.OfListed)),
            SourceOperation.Details => new Mapped([titles.OfDetails(payload)]),
            SourceOperation.Availability => new Mapped([])
            {
                Offers = [.. OfferRow.Best(titles.RowsOf(payload)).Where(offer => query.Platform is null || offer.Platform == query.Platform)],
            },
            SourceOperation.Catalogue => new Mapped(payload["titles"].Items.Select(entry => titles.OfCatalogue(entry, query.Platform)), NextOf(payload, query)),
            _ => new Mapped([]),
        });
    }

    // Each address of the API ends in a slash.
    private static QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search when IsImdb(query.Text) => new QueryText("search", "").With("search_field", "imdb_id").With("search_value", query.Text),
        SourceOperation.Search => new QueryText("autocomplete-search", "").With("search_value", query.Text).With("search_type", query.Type switch
        {
            ContentType.Movie => Films,
            ContentType.Series => Series,
            _ => Titles,
        }),
        SourceOperation.Details => new QueryText("title", IdOf(query)!, "details", "").With("append_to_response", "sources").With("regions", query.Region),
        SourceOperation.Availability => new QueryText("title", IdOf(query)!, "sources", "").With("regions", query.Region),
        SourceOperation.Catalogue => CatalogueOf(query),
        _ => new QueryText("status", ""),
    };

    private static QueryText CatalogueOf(SourceQuery query)
    {
        var source = query.Platform is { } platform ? WatchmodeSources.Of(platform)?.ToString(CultureInfo.InvariantCulture) : null;
        return new QueryText("list-titles", "").With("source_ids", source).With("source_types", source is null ? null : "sub").With("regions", query.Region)
            .With("types", query.Type switch
            {
                ContentType.Movie => "movie",
                ContentType.Series => "tv_series,tv_miniseries",
                _ => null,
            })
            .With("page", PageOf(query)!.Value.ToString(CultureInfo.InvariantCulture)).With("limit", PageSize);
    }

    private static string? NextOf(Payload payload, SourceQuery query)
    {
        var page = PageOf(query)!.Value;
        return payload["total_pages"].Count > page && payload["titles"].Items.Any() ? (page + 1).ToString(CultureInfo.InvariantCulture) : null;
    }

    private static int? PageOf(SourceQuery query) =>
        query.Cursor is null ? 1
        : int.TryParse(query.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < int.MaxValue ? page
        : null;

    // Its own number, tt0133093, movie-603 or tv-1399.
    private static string? IdOf(SourceQuery query) => ContentId.TryParse(query.ContentId, out var id, out _)
        ? id switch
        {
            { Kind: ContentIdKind.Imdb } => id.Local,
            { Kind: ContentIdKind.Tmdb } => id.Local.Replace(':', '-'),
            { Scheme: WatchmodeTitles.Source } when id.Local.All(char.IsAsciiDigit) => id.Local,
            _ => null,
        }
        : null;

    private static bool IsImdb(string? text) => ContentId.TryParse($"imdb:{text}", out var id, out _) && id.Kind is ContentIdKind.Imdb;
}
