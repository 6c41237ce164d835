using System.Globalization;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Tmdb;

/// <summary>
/// Reads what TMDb says of a failure. Its own codes (https://developer.themoviedb.org/docs/errors) tell more than the
/// status: some stand under 200, and <c>success</c>, which would say so at once, is left out at times.
/// </summary>
internal static class TmdbFaults
{
    // A failure is one short sentence; what is longer is an answer and need not be looked through twice.
    private const int MaxFaultBytes = 4_096;

    /// <summary>The answer, with the outcome and fault that its body tells of.</summary>
    public static UpstreamReply Judge(UpstreamReply reply)
    {
        if (reply.Body.Length is 0 or > MaxFaultBytes || CodeOf(reply) is not { } code)
        {
            return reply;
        }

        var outcome = OutcomeOf(code) ?? (reply.Outcome is SourceOutcome.Answered ? SourceOutcome.Refused : reply.Outcome);
        return reply with { Outcome = outcome, Fault = string.Create(CultureInfo.InvariantCulture, $"status {reply.Status}, code {code}") };
    }

    private static int? CodeOf(UpstreamReply reply)
    {
        int? code = null;
        JsonReply.Inspect(reply, body => body.IsObject && !body["id"].IsThere && !body["results"].IsThere && (code = body["status_code"].Count) is not null);
        return code;
    }

    private static SourceOutcome? OutcomeOf(int code) => code switch
    {
        3 or 7 or 10 or 14 or 35 => SourceOutcome.Unauthorized,
        6 or 21 or 34 => SourceOutcome.NotFound,
        25 => SourceOutcome.Throttled,
        9 or 11 or 15 or 24 or 43 or 44 or 46 => SourceOutcome.Failed,
        _ => null,
    };
}
