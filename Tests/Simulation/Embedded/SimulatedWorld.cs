using EmbeddedSilo.Scheduling;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// Everything that runs in a simulation, on one thread: turns of grains, the code of devices, the database. Whenever
/// several could go on, the seed decides which does; when none can, time jumps to the next timer. So the same seed gives
/// the same run, and hours pass in milliseconds.
/// </summary>
internal sealed class SimulatedWorld : TaskScheduler, ISurroundings
{
    private const ulong HashPrime = 1_099_511_628_211;

    private readonly List<Runnable> _ready = [];
    private readonly Thread _thread = Thread.CurrentThread;

    public SimulatedWorld(int seed)
    {
        Random = new Random(seed);
        Time = new SimulatedTime();
    }

    /// <inheritdoc/>
    public Random Random { get; }

    /// <summary>The true time.</summary>
    public SimulatedTime Time { get; }

    TimeProvider ISurroundings.Time => Time;

    /// <summary>What happened, in what order: equal for runs that did the same.</summary>
    public ulong Trace { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>How many things happened.</summary>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Has something run when it is its turn.</summary>
    /// <param name="run">What.</param>
    /// <param name="isDead">Whether it is not to be run any more, because its process has died.</param>
    public void Schedule(Action run, Func<bool>? isDead = null)
    {
        if (Thread.CurrentThread != _thread)
            throw new InvalidOperationException("Something of the simulation has got onto another thread; its order is left to chance.");
        _ready.Add(new Runnable(run, isDead));
    }

    /// <summary>Runs code of the simulation itself; it goes on in the simulation after each await.</summary>
    public Task RunAsync(Func<Task> code) => Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <summary>Runs code of the simulation itself; it goes on in the simulation after each await.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> code) => Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <summary>Waits.</summary>
    public Task DelayAsync(TimeSpan time) => Task.Delay(time, Time);

    /// <inheritdoc/>
    public Task DelayAsync(double leastSeconds, double mostSeconds) => DelayAsync(TimeSpan.FromSeconds(leastSeconds + ((mostSeconds - leastSeconds) * Random.NextDouble())));

    /// <summary>Runs until some code of the simulation has ended.</summary>
    public void RunUntil(Func<Task> code)
    {
        // One that a test framework has set would take every await out of this world.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = RunAsync(code);
            RunAll(task);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void RunAll(Task task)
    {
        while (!task.IsCompleted)
        {
            if (_ready.Count == 0)
            {
                if (!Time.MoveToNextTimer())
                    throw new InvalidOperationException("Nothing can go on and no timer is set: something waits for ever.");
                continue;
            }

            var chosen = Random.Next(_ready.Count);
            var next = _ready[chosen];
            _ready[chosen] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (next.IsDead?.Invoke() == true)
                continue;
            Steps++;
            Note(chosen);
            Note(_ready.Count);
            Note(Time.GetUtcNow().Ticks);
            next.Run();
        }
    }

    /// <summary>Takes something into the trace.</summary>
    public void Note(long value) => Trace = (Trace ^ (ulong)value) * HashPrime;

    /// <summary>Takes something into the trace.</summary>
    public void Note(string text)
    {
        foreach (var character in text)
            Note(character);
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => Schedule(() => TryExecuteTask(task));

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private readonly record struct Runnable(Action Run, Func<bool>? IsDead);
}

/// <summary>Runs the turns of one silo in a simulated world, until the silo dies.</summary>
internal sealed class SimulatedProcess(SimulatedWorld world) : ITurnScheduler
{
    /// <summary>Whether it has died: nothing of it runs any more.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Ends it where it is, between any two awaits of what it does.</summary>
    public void Kill() => IsDead = true;

    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem turn)
    {
        if (!IsDead)
            world.Schedule(turn.Execute, () => IsDead);
    }
}
