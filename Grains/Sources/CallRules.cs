using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Sources;

/// <summary>What follows from how a call ended.</summary>
internal static class CallRules
{
    /// <summary>Whether the source is to blame, so that its circuit counts it. A refusal is ours, and a limit is no failure.</summary>
    public static bool IsSourcesFault(SourceOutcome outcome) =>
        outcome is SourceOutcome.Failed or SourceOutcome.TimedOut or SourceOutcome.Malformed;

    /// <summary>Whether the same call may go well a moment later.</summary>
    public static bool IsTransient(SourceOutcome outcome) => outcome is SourceOutcome.Failed or SourceOutcome.TimedOut;

    /// <summary>Whether another key may have what this one lacks.</summary>
    public static bool IsOfKey(SourceOutcome outcome) =>
        outcome is SourceOutcome.Throttled or SourceOutcome.QuotaExhausted or SourceOutcome.Unauthorized;

    /// <summary>What those who asked are told.</summary>
    public static SourceFailure ToFailure(SourceReply reply) => new(
        reply.Outcome switch
        {
            SourceOutcome.TimedOut => SourceFailureKind.Timeout,
            SourceOutcome.Throttled or SourceOutcome.QuotaExhausted => SourceFailureKind.Limited,
            _ => SourceFailureKind.Unavailable,
        },
        reply.RetryAfter);

    /// <inheritdoc cref="ToFailure(SourceReply)"/>
    public static SourceFailure ToFailure(PermitRefusal refusal) => new(
        refusal.Reason switch
        {
            PermitRefusalReason.NotConfigured or PermitRefusalReason.KeyRefused => SourceFailureKind.NotConfigured,
            PermitRefusalReason.CircuitOpen => SourceFailureKind.CircuitOpen,
            _ => SourceFailureKind.Limited,
        },
        refusal.RetryAfter);
}
