using EmbeddedSilo.Invocation;
using EmbeddedSilo.Timers;

namespace EmbeddedSilo.Activations;

// How an activation comes and goes.
internal sealed partial class Activation
{
    // A stopping silo finishes what it accepted; otherwise what waits goes to the next activation.
    private bool FinishesBacklogFirst => _extras?.Reason is { ReasonCode: DeactivationReasonCode.ShuttingDown };

    /// <summary>Asks the activation to end when nothing of it runs any more. In its turn, or by <see cref="Post"/>.</summary>
    public void Leave(DeactivationReason reason)
    {
        if (_phase is ActivationPhase.New or ActivationPhase.Activating or ActivationPhase.Active && !_leaves)
        {
            Extras.Reason = reason;
            _leaves = true;
            if (_phase == ActivationPhase.New)
            {
                _phase = ActivationPhase.Ended;
            }
        }
    }

    /// <summary>Collects the activation if it still idles, in its own turn.</summary>
    public void LeaveIfIdleSince(int seconds) => Post(() =>
    {
        if (_phase == ActivationPhase.Active && _running == 0 && _backlog is null or { Count: 0 } && _lastUsedSeconds <= seconds)
        {
            Leave(new(DeactivationReasonCode.ActivationIdle, "Nobody called it for its collection age."));
        }
    });

    /// <summary>Whether it looks as if the activation idled since then; from anywhere.</summary>
    public bool SeemsIdleSince(int seconds, int now) =>
        Volatile.Read(ref _lastUsedSeconds) <= seconds && IsIdle && (_extras?.KeepUntilSeconds ?? 0) <= now;

    private void BeginActivation()
    {
        _phase = ActivationPhase.Activating;
        var activation = ActivateAsync();
        if (!activation.IsCompleted)
        {
            _ = SettleAfterAsync(activation);
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            _instance = _kind.Make(this);
            var states = _extras?.States;
            if (states is not null || _kind.OverridesOnActivate)
            {
                await PrepareAsync(states);
            }

            _phase = ActivationPhase.Active;
        }
        catch (Exception exception)
        {
            SiloLog.ActivationFailed(Silo.Logger, exception, GrainId);
            Extras.ActivationFailure = exception;
            await LetGoAsync();
            _phase = ActivationPhase.Ended;
        }
    }

    private async Task PrepareAsync(List<IActivatedState>? states)
    {
        using var timeout = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.TimeProvider);
        if (states is not null)
        {
            foreach (var state in states)
            {
                await state.LoadAsync(timeout.Token);
            }

            Extras.States = null;
        }

        if (_kind.OverridesOnActivate)
        {
            await ((IGrainBase)_instance!).OnActivateAsync(timeout.Token).WaitAsync(Silo.Collection.ActivationTimeout, Silo.TimeProvider);
        }
    }

    private void BeginDeactivation()
    {
        _phase = ActivationPhase.Deactivating;
        var deactivation = DeactivateAsync(_extras!.Reason!.Value);
        if (!deactivation.IsCompleted)
        {
            _ = SettleAfterAsync(deactivation);
        }
    }

    private async Task DeactivateAsync(DeactivationReason reason)
    {
        foreach (var timer in Extras.Timers?.ToArray() ?? [])
        {
            timer.Dispose();
        }

        try
        {
            if (_kind.OverridesOnDeactivate)
            {
                using var timeout = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.TimeProvider);
                await ((IGrainBase)_instance!).OnDeactivateAsync(reason, timeout.Token).WaitAsync(Silo.Collection.DeactivationTimeout, Silo.TimeProvider);
            }
        }
        catch (Exception exception)
        {
            SiloLog.DeactivationFailed(Silo.Logger, exception, GrainId);
        }

        await LetGoAsync();
        _phase = ActivationPhase.Ended;
    }

    private async Task LetGoAsync()
    {
        try
        {
            if (_instance is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else
            {
                (_instance as IDisposable)?.Dispose();
            }

            if (_extras?.Scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception exception)
        {
            SiloLog.DeactivationFailed(Silo.Logger, exception, GrainId);
        }
    }

    // The phase changed in a continuation: what waits for that must be looked at inside of an item.
    private async Task SettleAfterAsync(Task change)
    {
        await change;
        Post(static () => { });
    }

    /// <summary>
    /// Shuts the inbox and hands on what waits: to a successor that takes this one's place in the directory, so that
    /// no call can get there before those that came earlier.
    /// </summary>
    private void Close()
    {
        var rest = Reverse(Interlocked.Exchange(ref _inbox, s_closed));
        var calls = _backlog?.TakeAll() ?? [];
        for (; rest is not null; rest = rest.Next)
        {
            switch (rest)
            {
                case GrainCall { Kind: WorkItemKind.Call } call:
                    calls.Add(call);
                    break;
                case TaskItem item:
                    RunOrphan(() => TryExecuteTask(item.Task));
                    break;
                case ActionItem item:
                    RunOrphan(item.Action);
                    break;
            }
        }

        calls.RemoveAll(static call => call is TimerTick);
        _kind.Succeed(this, calls, _extras?.ActivationFailure);
        Extras.SetDeactivated();
    }
}
