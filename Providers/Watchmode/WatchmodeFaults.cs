using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Watchmode;

/// <summary>Reads how Watchmode refuses: by status, or by a body that says <c>"success": false</c> and at times the status in it.</summary>
internal static class WatchmodeFaults
{
    private const int PaymentRequired = 402;

    // A refusal is one short sentence; what is longer is an answer and need not be looked through twice.
    private const int MaxFaultBytes = 4_096;

    /// <summary>The answer, with the outcome that it really tells of.</summary>
    public static UpstreamReply Judge(UpstreamReply reply)
    {
        if (reply.Status == PaymentRequired) return reply with { Outcome = SourceOutcome.QuotaExhausted };
        if (reply.Body.Length is 0 or > MaxFaultBytes) return reply;

        int? status = null;
        var isQuota = false;
        var isRefusal = JsonReply.Inspect(reply, body =>
        {
            if (!body.IsObject || body["success"].Flag is not false) return false;
            status = body["statusCode"].Count;
            isQuota = (body["errorMessage"].Text ?? body["statusMessage"].Text)?.Contains("quota", StringComparison.OrdinalIgnoreCase) is true;
            return true;
        });
        return reply.Outcome switch
        {
            SourceOutcome.Answered when isRefusal => reply with { Outcome = OutcomeOf(status), Fault = "the answer says that it is none" },
            SourceOutcome.Throttled when isQuota => reply with { Outcome = SourceOutcome.QuotaExhausted },
            _ => reply,
        };
    }

    private static SourceOutcome OutcomeOf(int? status) => status switch
    {
        401 => SourceOutcome.Unauthorized,
        PaymentRequired => SourceOutcome.QuotaExhausted,
        404 => SourceOutcome.NotFound,
        429 => SourceOutcome.Throttled,
        >= 500 => SourceOutcome.Failed,
        _ => SourceOutcome.Refused,
    };
}
