namespace MediaGateway.Tests.Domain.Time;

/// <summary>A wall clock that stands still until it is set, in either direction.</summary>
internal sealed class ManualTime(long nowMs) : TimeProvider
{
    public long NowMs { get; set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}
