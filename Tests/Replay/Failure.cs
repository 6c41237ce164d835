namespace MediaGateway.Replay;

/// <summary>How a source fails, and how often.</summary>
/// <param name="Mode">What it does.</param>
public sealed record Failure(FailureMode Mode)
{
    /// <summary>The most that a source is told to wait in one go.</summary>
    public static TimeSpan LongestDelay { get; } = TimeSpan.FromMinutes(10);

    /// <summary>A source that answers.</summary>
    public static Failure None { get; } = new(FailureMode.None);

    /// <summary>For how many requests; null until it is told otherwise.</summary>
    public int? Count { get; init; }

    /// <summary>What <c>Retry-After</c> says beside a 429, in whole seconds; null for a 429 without it.</summary>
    public TimeSpan? RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer, or each byte of it, is held back; null for two seconds, or one for each byte.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How long an answer, or a byte of it, waits.</summary>
    internal TimeSpan Wait => Delay ?? TimeSpan.FromSeconds(Mode is FailureMode.SlowDrip ? 1 : 2);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? Fault =>
        !Enum.IsDefined(Mode) ? "mode is unknown"
        : Count is < 1 ? "count must be at least 1"
        : RetryAfter is { Ticks: < 0 } ? "retry_after must not be negative"
        : Delay is { Ticks: < 0 } || Delay > LongestDelay ? $"delay_ms must be 0 to {LongestDelay.TotalMilliseconds:0}"
        : null;
}
