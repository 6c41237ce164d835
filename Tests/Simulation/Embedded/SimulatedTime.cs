namespace MediaGateway.Tests.Simulation;

/// <summary>Time that moves only when nothing else can happen. Timers of one moment fire in the order they were set.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private readonly PriorityQueue<(SimulatedTimer Timer, long Version), (long Ticks, long Order)> _timers = new();
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Create(callback, state, dueTime, period, process: null);

    /// <summary>The same time for one process; its timers end with it.</summary>
    public TimeProvider For(SimulatedProcess process) => new ProcessTime(this, process);

    /// <summary>Goes to the next moment at which something is due; false when nothing is.</summary>
    public bool MoveToNextTimer()
    {
        while (_timers.TryDequeue(out var entry, out var due))
        {
            if (entry.Timer.Version != entry.Version || entry.Timer.IsDead)
                continue;
            _now = new DateTimeOffset(Math.Max(due.Ticks, _now.Ticks), TimeSpan.Zero);
            entry.Timer.Fire();
            return true;
        }

        return false;
    }

    private SimulatedTimer Create(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, SimulatedProcess? process)
    {
        var timer = new SimulatedTimer(this, () => callback(state), process);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(SimulatedTimer timer, TimeSpan dueTime) => _timers.Enqueue((timer, timer.Version), ((_now + dueTime).Ticks, _order++));

    private sealed class SimulatedTimer(SimulatedTime time, Action fire, SimulatedProcess? process) : ITimer
    {
        private TimeSpan _period;

        public long Version { get; private set; }

        public bool IsDead => process is { IsDead: true };

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Version++;
                time.Set(this, _period);
            }

            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Version++;
            _period = period;
            if (dueTime >= TimeSpan.Zero)
                time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => Version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class ProcessTime(SimulatedTime time, SimulatedProcess process) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.Create(callback, state, dueTime, period, process);
    }
}
