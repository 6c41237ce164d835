using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Gracenote;

/// <summary>Gracenote's programmes, version 1.1 (http://developer.tmsapi.com/docs/read/data_v1_1).</summary>
public sealed class GracenoteProtocol : IUpstreamProtocol
{
    private const string Kinds = "show,movie";
    private const string HealthText = "a";
    private const int MaxIdLength = 20;

    /// <inheritdoc/>
    public string SourceId => GracenoteTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("http://data.tmsapi.com/v1.1/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Platform: not null } => false,
        { Operation: SourceOperation.Search, Text: not null } => true,
        { Operation: SourceOperation.Details } => IdOf(query) is not null,
        { Operation: SourceOperation.Health } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret) => AddressOf(query).With("api_key", secret).Get();

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at) => JsonReply.Read(Judge(reply), payload => query.Operation switch
    {
        SourceOperation.Search => new Mapped(payload["hits"].Items.Select(hit => GracenoteTitles.Of(hit["program"]))),
        SourceOperation.Details => new Mapped([GracenoteTitles.Of(payload)]),
        _ => new Mapped([]),
    });

    private static QueryText AddressOf(SourceQuery query) => query.Operation switch
    {
        SourceOperation.Search => SearchFor(query.Text!),
        SourceOperation.Details => new QueryText("programs", IdOf(query)!),
        _ => SearchFor(HealthText).With("limit", "1"),
    };

    private static QueryText SearchFor(string text) =>
        new QueryText("programs", "search").With("q", text).With("queryFields", "title").With("entityType", Kinds);

    /// <summary>The gate before the API answers 403 whatever the reason, which it names in a line of HTML.</summary>
    private static UpstreamReply Judge(UpstreamReply reply)
    {
        if (reply.Outcome is not SourceOutcome.Refused) return reply;
        var body = Encoding.UTF8.GetString(reply.Body.Span);
        return Says("Over Qps") ? reply with { Outcome = SourceOutcome.Throttled }
            : Says("Over Rate") ? reply with { Outcome = SourceOutcome.QuotaExhausted }
            : Says("Developer Inactive") || Says("Not Authorized") ? reply with { Outcome = SourceOutcome.Unauthorized }
            : reply;

        bool Says(string reason) => body.Contains(reason, StringComparison.OrdinalIgnoreCase);
    }

    private static string? IdOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id is { Scheme: GracenoteTitles.Source, Local: { Length: <= MaxIdLength } local } && local.All(char.IsAsciiLetterOrDigit) ? local : null;
}
