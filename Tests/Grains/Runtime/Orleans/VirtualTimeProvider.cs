namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>
/// Time that can be moved on; timers that fall due on the way fire. It also flows by itself, because Orleans does not start
/// in time that stands still.
/// </summary>
internal sealed class VirtualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<MovedTimer> _timers = [];
    private TimeSpan _moved;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return System.GetUtcNow() + _moved;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovedTimer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time on.</summary>
    public void Advance(TimeSpan by)
    {
        MovedTimer[] timers;
        lock (_lock)
        {
            _moved += by;
            timers = [.. _timers];
        }

        foreach (var timer in timers)
        {
            timer.Restart();
        }
    }

    private sealed class MovedTimer : ITimer
    {
        private readonly VirtualTimeProvider _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private DateTimeOffset? _dueAt;
        private TimeSpan _period;

        public MovedTimer(VirtualTimeProvider time, TimerCallback callback, object? state)
        {
            (_time, _callback, _state) = (time, callback, state);
            _timer = System.CreateTimer(static self => ((MovedTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_timer)
            {
                _dueAt = dueTime < TimeSpan.Zero ? null : _time.GetUtcNow() + dueTime;
                _period = period;
            }

            Restart();
            return true;
        }

        /// <summary>Sets the real timer to what is left now.</summary>
        public void Restart()
        {
            lock (_timer)
            {
                if (_dueAt is { } due)
                {
                    // The real timer counts whole milliseconds, and must not fire before its time.
                    var left = Math.Ceiling((due - _time.GetUtcNow()).TotalMilliseconds);
                    _timer.Change(TimeSpan.FromMilliseconds(Math.Max(left, 0)), Timeout.InfiniteTimeSpan);
                }
            }
        }

        public void Dispose()
        {
            lock (_time._lock)
            {
                _time._timers.Remove(this);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (_timer)
            {
                if (_dueAt is not { } due)
                {
                    return;
                }

                if (due > _time.GetUtcNow())
                {
                    Restart();
                    return;
                }

                _dueAt = _period > TimeSpan.Zero ? _time.GetUtcNow() + _period : null;
            }

            _callback(_state);
            Restart();
        }
    }
}
