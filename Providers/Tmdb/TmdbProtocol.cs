using System.Net.Http.Headers;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Tmdb;

/// <summary>The Movie Database, version 3 (https://developer.themoviedb.org/reference).</summary>
public sealed class TmdbProtocol : IUpstreamProtocol
{
    private const string Appended = "credits,keywords,external_ids,videos,watch/providers";
    private const string Language = "en-US";

    // Version 3 takes the short key as a parameter and the long read token, a JWT, as a bearer.
    private const int ShortKeyLength = 32;

    /// <inheritdoc/>
    public string SourceId => TmdbTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://api.themoviedb.org/3/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Platform: not null } => false,
        { Operation: SourceOperation.Search, Text: not null } => true,
        { Operation: SourceOperation.Details } => IdOf(query) is not null,
        { Operation: SourceOperation.Availability } => IdOf(query) is { Scheme: "tmdb" },
        { Operation: SourceOperation.Health } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret)
    {
        var request = AddressOf(query).With("api_key", secret.Length == ShortKeyLength ? secret : null).Get();
        if (secret.Length != ShortKeyLength)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        return request;
    }

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at)
    {
        var titles = new TmdbTitles(at);
        return JsonReply.Read(TmdbFaults.Judge(reply), payload => query.Operation switch
        {
            SourceOperation.Search => new Mapped(payload["results"].Items.Select(TmdbTitles.OfListed)),
            SourceOperation.Details when IdOf(query) is { Scheme: "imdb", Local: var imdb } => new Mapped(TmdbTitles.OfFound(payload, imdb)),
            SourceOperation.Details => new Mapped([titles.OfDetails(payload, IsSeries(query))]),
            SourceOperation.Availability => new Mapped([]) { Offers = titles.OffersOf(payload["results"]) },
            _ => new Mapped([]),
        });
    }

    private static QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search => new QueryText("search", "multi").With("query", query.Text).With("include_adult", "false").With("language", Language),
        SourceOperation.Details when IdOf(query) is { Scheme: "imdb" } id =>
            new QueryText("find", id.Local).With("external_source", "imdb_id").With("language", Language),
        SourceOperation.Details => OfTitle(query).With("append_to_response", Appended).With("language", Language),
        SourceOperation.Availability => OfTitle(query, "watch", "providers"),
        _ => new QueryText("configuration"),
    };

    private static QueryText OfTitle(SourceQuery query, params ReadOnlySpan<string> further) =>
        new([IsSeries(query) ? "tv" : "movie", NumberOf(query), .. further]);

    private static ContentId? IdOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id.Kind is ContentIdKind.Imdb or ContentIdKind.Tmdb ? id : null;

    private static bool IsSeries(SourceQuery query) => IdOf(query) is { Scheme: "tmdb", Local: var local } && local.StartsWith("tv:", StringComparison.Ordinal);

    private static string NumberOf(SourceQuery query) => query.ContentId![(query.ContentId!.LastIndexOf(':') + 1)..];
}
