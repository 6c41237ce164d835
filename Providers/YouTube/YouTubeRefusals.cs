using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.YouTube;

/// <summary>
/// Tells refusals apart by the reasons in their bodies: a 403 stands for a spent quota, for too many calls and for what is
/// forbidden alike, and a key that is no good is a 400 (https://developers.google.com/youtube/v3/docs/errors).
/// </summary>
internal static class YouTubeRefusals
{
    private static readonly string[] QuotaReasons = ["quotaExceeded", "dailyLimitExceeded"];
    private static readonly string[] RateReasons = ["rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"];
    private static readonly string[] KeyReasons = ["keyInvalid", "keyExpired", "dailyLimitExceededUnreg", "API_KEY_INVALID"];

    /// <summary>What the refusal is; null where the reply is none, or says no more than its status.</summary>
    public static SourceReply? Read(UpstreamReply reply) => reply switch
    {
        { Status: not (400 or 403 or 429) } => null,
        _ when JsonReply.Inspect(reply, IsForTheDay) => SourceReply.Of(SourceOutcome.QuotaExhausted, "the key has nothing left for today", reply.RetryAfter),
        _ when JsonReply.Inspect(reply, body => Reasons(body).Any(RateReasons.Contains)) => SourceReply.Of(SourceOutcome.Throttled, "too many calls in a short time", reply.RetryAfter),
        _ when JsonReply.Inspect(reply, body => Reasons(body).Any(KeyReasons.Contains)) => SourceReply.Of(SourceOutcome.Unauthorized, "the key is not, or no longer, good"),
        _ => null,
    };

    /// <summary>Limits of a day and of a minute may have one reason; the name of the limit then tells which it is.</summary>
    private static bool IsForTheDay(Payload body) =>
        Reasons(body).Any(QuotaReasons.Contains)
        || body["error"]["details"].Items.Any(detail => detail["metadata"]["quota_limit"].Text?.Contains("PerDay", StringComparison.Ordinal) is true);

    private static IEnumerable<string> Reasons(Payload body) =>
        body["error"]["errors"].Texts("reason").Concat(body["error"]["details"].Texts("reason"));
}
