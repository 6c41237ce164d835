namespace MediaGateway.Domain.Resilience;

/// <summary>
/// The time as a source has it, by which its days begin. It starts with ours, goes on with a clock that never jumps, and is
/// put right by the times that the source's answers carry: when our own clock jumps, no quota begins anew.
/// </summary>
/// <param name="time">Our time at the start.</param>
/// <param name="now">The steady clock at the start, in milliseconds.</param>
public sealed class UpstreamClock(DateTimeOffset time, long now)
{
    // An answer's time is whole seconds, and old by the way it came.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private DateTimeOffset _anchor = time;
    private long _anchoredAt = now;

    /// <summary>The time.</summary>
    public DateTimeOffset TimeAt(long now) => _anchor.AddMilliseconds(now - _anchoredAt);

    /// <summary>Takes in the time of an answer that has just come.</summary>
    public void Correct(DateTimeOffset told, long now)
    {
        if ((told - TimeAt(now)).Duration() <= Tolerance) return;
        (_anchor, _anchoredAt) = (told, now);
    }
}
