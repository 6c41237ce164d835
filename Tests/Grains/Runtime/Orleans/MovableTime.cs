using MediaGateway.Tests.Grains.Runtime;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>A clock that begins where the test says and that the test moves. It also flows by itself, as Orleans needs it to.</summary>
internal sealed class MovableTime : TimeProvider
{
    private readonly VirtualTimeProvider _time = new();

    public MovableTime(DateTimeOffset start) => _time.Advance(start - System.GetUtcNow());

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>Moves the clock by so much that what happens again and again happens once.</summary>
    public void Leap(TimeSpan by) => _time.Advance(by);
}
