using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Direct;

/// <summary>
/// The contract of a catalogue that stands for one platform: a search by words, and titles by the platform's own ids.
/// The key goes into a header, so that no log of addresses holds it.
/// </summary>
/// <param name="platform">Which platform it is.</param>
public sealed class DirectProtocol(DirectPlatform platform) : IUpstreamProtocol
{
    private const string KeyHeader = "X-Api-Key";
    private const string FirstPage = "1";

    // The contract has nothing cheaper than a search, and a search must ask for something.
    private const string HealthText = "a";

    /// <inheritdoc/>
    public string SourceId => platform.SourceId;

    /// <inheritdoc/>
    public Uri Address => platform.Address;

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => (query.Platform is null || query.Platform == platform.Platform) && query switch
    {
        { Operation: SourceOperation.Search, Text: not null } => true,
        { Operation: SourceOperation.Details or SourceOperation.Availability } => TitleOf(query) is not null,
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
        var titles = new DirectTitles(platform, query.Region, at);
        return JsonReply.Read(reply, payload => query.Operation switch
        {
            SourceOperation.Search => new Mapped(payload["results"].Items.Select(titles.Of)),
            SourceOperation.Details => new Mapped([titles.Of(payload)]),
            SourceOperation.Availability => new Mapped([]) { Offers = titles.OffersOf(payload) },
            _ => new Mapped([]),
        });
    }

    private QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search => SearchFor(query.Text!),
        SourceOperation.Details or SourceOperation.Availability => new QueryText("catalog", "titles", TitleOf(query)!),
        _ => SearchFor(HealthText),
    };

    private static QueryText SearchFor(string text) => new QueryText("catalog", "search").With("q", text).With("page", FirstPage);

    /// <summary>The platform's id of the title; null where it is another's, or would lead out of the folder of titles.</summary>
    private string? TitleOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id.Scheme == platform.Platform && id is { Episode: null, Local: not ("." or "..") } ? id.Local : null;
}
