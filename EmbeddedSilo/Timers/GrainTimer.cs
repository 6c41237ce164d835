using EmbeddedSilo.Activations;
using EmbeddedSilo.Invocation;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Timers;

namespace EmbeddedSilo.Timers;

/// <summary>A timer of a grain. A tick is a call without a caller; the next one is armed when it has ended.</summary>
internal abstract class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private readonly GrainTimerCreationOptions _options;
    private readonly Activation _activation;
    private readonly Lock _lock = new();
    private TimeSpan _period;
    private bool _isDisposed;
    private bool _isTicking;
    private bool _isChanged;

    protected GrainTimer(TimeProvider time, Activation activation, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _options = options;
        _period = options.Period;
        (activation.Extras.Timers ??= []).Add(this);
        _timer = time.CreateTimer(static self => ((GrainTimer)self!).Tick(), this, options.DueTime, Timeout.InfiniteTimeSpan);
    }

    protected CancellationToken Disposed => _disposed.Token;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _period = period;
            _isChanged = _isTicking;
            if (!_isDisposed)
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _timer.Dispose();
        _activation.Extras.Timers?.Remove(this);
        _disposed.Cancel();
    }

    public abstract Task InvokeAsync();

    /// <summary>Arms the next tick, unless the callback moved it itself.</summary>
    public void Ended()
    {
        lock (_lock)
        {
            _isTicking = false;
            if (!_isDisposed && !_isChanged)
            {
                _timer.Change(_period, Timeout.InfiniteTimeSpan);
            }

            _isChanged = false;
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            // A tick that Change brought forward while another one runs comes when that has ended.
            if (_isDisposed || _isTicking)
            {
                _isChanged = false;
                return;
            }

            _isTicking = true;
        }

        _activation.TryEnqueue(new TimerTick(this, _options));
    }
}

internal sealed class GrainTimer<TState>(TimeProvider time, Activation activation, GrainTimerCreationOptions options, Func<TState, CancellationToken, Task> callback, TState state)
    : GrainTimer(time, activation, options)
{
    public override Task InvokeAsync() => Disposed.IsCancellationRequested ? Task.CompletedTask : callback(state, Disposed);
}

/// <summary>One tick, queued like a call so that it takes its turn.</summary>
internal sealed class TimerTick(GrainTimer timer, GrainTimerCreationOptions options) : VoidGrainCall
{
    private static readonly GrainMethod s_inTurn = new(typeof(IGrainTimer), nameof(IGrainTimer), "Tick", [], InvokeMethodOptions.OneWay, false, null);
    private static readonly GrainMethod s_interleaved = new(typeof(IGrainTimer), nameof(IGrainTimer), "Tick", [], InvokeMethodOptions.OneWay | InvokeMethodOptions.AlwaysInterleave, false, null);

    public override GrainMethod Method => options.Interleave ? s_interleaved : s_inTurn;

    public bool KeepsAlive => options.KeepAlive;

    public override int GetArgumentCount() => 0;

    public override object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    protected override async ValueTask InvokeInner(object target)
    {
        try
        {
            await timer.InvokeAsync();
        }
        finally
        {
            timer.Ended();
        }
    }
}

internal sealed class TimerRegistry(TimeProvider time) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new GrainTimer<TState>(time, (Activation)grainContext, options, callback, state);
    }
}
