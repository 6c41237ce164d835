using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.JustWatch;

/// <summary>Reads how JustWatch refuses: GraphQL says so in the body of an answer that looks like any other.</summary>
internal static class JustWatchFaults
{
    // The answer to an id that nobody has; longer ones have something in them.
    private const int MaxNothingBytes = 256;

    /// <summary>The answer, with the outcome that it really tells of. One that has faults and data is an answer: some of it is there.</summary>
    public static UpstreamReply Judge(UpstreamReply reply)
    {
        if (reply.Outcome is not SourceOutcome.Answered) return reply;
        var mayHaveFaults = reply.Body.Span.IndexOf("\"errors\""u8) >= 0;
        if (!mayHaveFaults && reply.Body.Length > MaxNothingBytes) return reply;

        var outcome = SourceOutcome.Answered;
        JsonReply.Inspect(reply, body =>
        {
            outcome = OutcomeOf(body);
            return true;
        });
        return outcome is SourceOutcome.Answered ? reply : reply with { Outcome = outcome, Fault = outcome is SourceOutcome.NotFound ? "no such title" : "the answer has errors and no data" };
    }

    private static SourceOutcome OutcomeOf(Payload body)
    {
        var data = body["data"];
        if (data["node"].IsObject || data["popularTitles"].IsObject || data["__typename"].IsText) return SourceOutcome.Answered;
        var errors = body["errors"].Items.ToArray();
        return errors.Length > 0 ? OutcomeOf(errors[0]["message"].Text ?? "", errors[0]["extensions"]["code"].Text ?? "")
            : data.IsObject ? SourceOutcome.NotFound
            : SourceOutcome.Malformed;
    }

    private static SourceOutcome OutcomeOf(string message, string code) =>
        Has(message, "not found") || Has(code, "NOT_FOUND") ? SourceOutcome.NotFound
        : Has(code, "UNAUTHENTICATED") || Has(code, "FORBIDDEN") ? SourceOutcome.Unauthorized
        : Has(message, "too many requests") || Has(message, "rate limit") ? SourceOutcome.Throttled
        : Has(message, "complexity") || Has(code, "COMPLEXITY") || Has(code, "VALIDATION") || Has(code, "PARSE") ? SourceOutcome.Refused
        : SourceOutcome.Failed;

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
