using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.JustWatch;

/// <summary>
/// JustWatch, by the GraphQL that its own pages speak. It is not documented, and the permission to use it is for partners:
/// the gateway asks only where somebody who has it has switched it on. A token, where partners are given one, goes as a bearer.
/// </summary>
public sealed class JustWatchProtocol : IUpstreamProtocol
{
    private const string Language = "en";
    private const string JsonMediaType = "application/json";

    // Beyond about a hundred titles with their offers the API finds a question too complex.
    private const int SearchSize = 20;
    private const int PageSize = 40;

    // Some names differ by country. One that a country does not have is not an error: then nothing is filtered at all.
    private static readonly FrozenDictionary<string, string[]> Packages = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["apple_tv"] = ["atp"],
        ["curiosity_stream"] = ["cts"],
        ["disney_plus"] = ["dnp"],
        ["hbo_max"] = ["mxx", "hbm"],
        ["hulu"] = ["hlu"],
        ["magellan_tv"] = ["mgl"],
        ["netflix"] = ["nfx"],
        ["paramount_plus"] = ["pmp"],
        ["peacock"] = ["pct", "pcp"],
        ["prime_video"] = ["amp", "prv"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string SourceId => JustWatchTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://apis.justwatch.com/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Operation: SourceOperation.Health } => true,

        // Another country than two capital letters is an internal error there, and would count against its health.
        _ when query.Region.Length != 2 || !query.Region.All(char.IsAsciiLetterUpper) => false,
        { Operation: SourceOperation.Search, Text: not null, Type: null or ContentType.Movie or ContentType.Series } => true,
        { Operation: SourceOperation.Details or SourceOperation.Availability } => IdOf(query) is not null,
        { Operation: SourceOperation.Catalogue, Type: null or ContentType.Movie or ContentType.Series } => query.Platform is null || Packages.ContainsKey(query.Platform),
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret)
    {
        var (text, variables) = QuestionOf(query);
        var body = new JsonObject { ["query"] = text, ["variables"] = variables };
        var request = new HttpRequestMessage(HttpMethod.Post, new QueryText("graphql").ToUri())
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, JsonMediaType),
        };
        if (secret.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return request;
    }

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at)
    {
        var titles = new JustWatchTitles(query.Region, at);
        return JsonReply.Read(JustWatchFaults.Judge(reply), payload => query.Operation switch
        {
            SourceOperation.Search or SourceOperation.Catalogue => PageOf(payload["data"]["popularTitles"], titles, query),
            SourceOperation.Details => new Mapped([titles.Of(payload["data"]["node"])]),
            SourceOperation.Availability => new Mapped([])
            {
                Offers = [.. titles.OffersOf(payload["data"]["node"]).Where(offer => query.Platform is null || offer.Platform == query.Platform)],
            },
            _ => new Mapped([]),
        });
    }

    private static Mapped PageOf(Payload page, JustWatchTitles titles, SourceQuery query)
    {
        var found = page["edges"].Items.Select(edge => titles.Of(edge["node"])).Where(title => IsOn(title, query.Platform));
        var more = query.Operation is SourceOperation.Catalogue && page["pageInfo"]["hasNextPage"].Flag is true;
        return new Mapped(found, more ? page["pageInfo"]["endCursor"].Text : null);
    }

    private static (string Text, JsonObject Variables) QuestionOf(SourceQuery query)
    {
        var variables = new JsonObject { ["country"] = query.Region, ["language"] = Language };
        switch (query.Operation)
        {
            case SourceOperation.Details or SourceOperation.Availability:
                variables["id"] = IdOf(query);
                return (query.Operation is SourceOperation.Details ? JustWatchQueries.Details : JustWatchQueries.Offers, variables);
            case SourceOperation.Search or SourceOperation.Catalogue:
                variables["filter"] = FilterOf(query);
                variables["first"] = query.Operation is SourceOperation.Search ? SearchSize : PageSize;
                variables["after"] = query.Operation is SourceOperation.Search ? null : query.Cursor;
                return (JustWatchQueries.Titles, variables);
            default:
                return (JustWatchQueries.Health, []);
        }
    }

    private static JsonObject FilterOf(SourceQuery query)
    {
        var filter = new JsonObject();
        if (query.Operation is SourceOperation.Search) filter["searchQuery"] = query.Text;
        if (query.Platform is { } platform && Packages.TryGetValue(platform, out var packages)) filter["packages"] = ListOf(packages);
        if (query.Type is { } type) filter["objectTypes"] = ListOf([type is ContentType.Series ? "SHOW" : "MOVIE"]);
        return filter;
    }

    private static JsonArray ListOf(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    // tm and a number for a film, ts and one for a series; it cannot be asked by the ids of others.
    private static string? IdOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id is { Scheme: JustWatchTitles.Source, Local: ['t', 'm' or 's', _, ..] local } && local.AsSpan(2).ContainsAnyExceptInRange('0', '9') is false
            ? local
            : null;

    private static bool IsOn(SourceRecord? title, string? platform) =>
        platform is null || title?.Availability.Any(offer => offer.Platform == platform) is true;
}
