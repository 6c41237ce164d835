using System.Net;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Imdb;

/// <summary>
/// IMDb, which has no public API: one page for each title, which describes it as JSON-LD (https://schema.org/Movie).
/// Whoever calls it keeps to <see cref="RobotsRules"/>; health is a look at the file that states them.
/// </summary>
public sealed class ImdbProtocol : IUpstreamProtocol
{
    /// <summary>The name by which <c>robots.txt</c> may speak to us.</summary>
    public const string ProductToken = "MediaGateway";

    /// <summary>Who we say we are.</summary>
    public const string UserAgent = ProductToken + "/1.0 (compatible; bot)";

    // Titles are told in the language that is asked for.
    private const string Language = "en-US";

    /// <inheritdoc/>
    public string SourceId => ImdbTitles.Source;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://www.imdb.com/");

    /// <inheritdoc/>
    public bool CanAnswer(SourceQuery query) => query switch
    {
        { Platform: not null } => false,
        { Operation: SourceOperation.Details } => IdOf(query) is not null,
        { Operation: SourceOperation.Health } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public HttpRequestMessage RequestFor(SourceQuery query, string secret)
    {
        var request = (query.Operation is SourceOperation.Details ? new QueryText("title", IdOf(query)!, "") : new QueryText("robots.txt")).Get();
        request.Headers.UserAgent.ParseAdd(UserAgent);
        request.Headers.AcceptLanguage.ParseAdd(Language);
        return request;
    }

    /// <inheritdoc/>
    public SourceReply Read(SourceQuery query, UpstreamReply reply, DateTimeOffset at)
    {
        if (reply.Outcome is not SourceOutcome.Answered)
        {
            return reply.ToSourceReply();
        }

        if (reply.Status is (int)HttpStatusCode.Accepted)
        {
            // Instead of the page comes a riddle that only a browser can solve.
            return SourceReply.Of(SourceOutcome.Refused, "the page is for browsers only");
        }

        return query.Operation is SourceOperation.Health ? new SourceReply { Outcome = SourceOutcome.Answered }
            : ImdbPage.FindTitle(reply.Body.Span) is { } title ? JsonReply.Read(reply with { Body = title }, payload => new Mapped([ImdbTitles.Of(payload, IdOf(query)!)]))
            : SourceReply.Of(SourceOutcome.Malformed, "the page has no JSON-LD of a title");
    }

    private static string? IdOf(SourceQuery query) =>
        ContentId.TryParse(query.ContentId, out var id, out _) && id.Kind is ContentIdKind.Imdb ? id.Local : null;
}
