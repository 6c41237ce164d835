using System.Diagnostics;
using EmbeddedSilo.Timers;
using EmbeddedSilo.Invocation;
using Orleans.Runtime;

namespace EmbeddedSilo.Activations;

// What happens in turns. Everything here runs on the one thread that holds the right to run the activation.
internal sealed partial class Activation
{
    private static readonly Action<object?> s_runItems = static activation => ((Activation)activation!).RunItems();

    private WorkItem? _batch;

    private void RunBatch()
    {
        while (_batch is { } item)
        {
            if (item.Kind == WorkItemKind.Task)
            {
                _batch = item.Next;
                TryExecuteTask(((TaskItem)item).Task);
            }
            else
            {
                // Grain code starts inside of a task of this scheduler: that is what brings its awaits back here.
                new Task(s_runItems, this).RunSynchronously(this);
            }
        }
    }

    private void RunItems()
    {
        var clean = ExecutionContext.Capture()!;
        while (_batch is { } item && item.Kind != WorkItemKind.Task)
        {
            _batch = item.Next;
            item.Next = null;
            switch (item.Kind)
            {
                case WorkItemKind.Call:
                    Accept((GrainCall)item);
                    break;
                case WorkItemKind.CallEnded:
                    End((GrainCall)item);
                    break;
                default:
                    RunAction(((ActionItem)item).Action);
                    break;
            }

            Settle(clean);
        }
    }

    private void Accept(GrainCall call)
    {
        if (_phase == ActivationPhase.New)
        {
            BeginActivation();
        }

        if (_phase == ActivationPhase.Active && !_leaves && MayStart(call))
        {
            Run(call);
        }
        else
        {
            (_backlog ??= new()).Add(call, _kind.MayInterleave is not null);
        }
    }

    /// <summary>After anything happened: starts what may start now, or begins to leave when nothing runs any more.</summary>
    private void Settle(ExecutionContext clean)
    {
        // What a turn left in its async locals must not be seen by the next one.
        ExecutionContext.Restore(clean);
        while (_phase == ActivationPhase.Active)
        {
            if (_leaves && _running == 0 && (!FinishesBacklogFirst || _backlog is null or { Count: 0 }))
            {
                BeginDeactivation();
            }
            else if (_backlog is { Count: > 0 } backlog && (!_leaves || FinishesBacklogFirst) && backlog.TakeFirst(this) is { } call)
            {
                Run(call);
                ExecutionContext.Restore(clean);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Whether a call may run beside those that run already.</summary>
    public bool MayStart(GrainCall call)
    {
        if (_blocking == 0)
        {
            return true;
        }

        var method = call.Method;
        return method.IsAlwaysInterleave
            || _kind.IsReentrant
            || (method.IsReadOnly && _readOnly == _blocking)
            || (call.Context is { } context && context.ReentrancyId != Guid.Empty && Extras.IsInChain(context.ReentrancyId))
            || (_kind.MayInterleave?.Invoke(call) ?? false);
    }

    private void Run(GrainCall call)
    {
        if (call.IsAnswered)
        {
            // The caller cancelled or timed out before the call's turn came.
            return;
        }

        Count(call, 1);
        if (call.Context is { } context)
        {
            RequestContext.Current = context;
        }

        if (call.Span is { } span)
        {
            Activity.Current = span;
        }

        if (call.Start(_instance!, _kind.FiltersFor(this, call)))
        {
            End(call);
        }
    }

    private void End(GrainCall call)
    {
        Count(call, -1);
        if (call is not TimerTick { KeepsAlive: false })
        {
            _lastUsedSeconds = Silo.Clock.Seconds;
        }

        if (call.Failure is { } failure)
        {
            NoteFailure(call, failure);
        }

        call.Answer();
    }

    private void NoteFailure(GrainCall call, Exception failure)
    {
        if (failure is Orleans.Storage.InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            // Its state is not the stored one: the next call starts from what is stored.
            inconsistent.IsSourceActivation = false;
            Leave(new(DeactivationReasonCode.ApplicationError, failure, "Its state was changed by another."));
        }

        if (call.Method.IsOneWay)
        {
            SiloLog.OneWayCallFailed(Silo.Logger, failure, GrainId, call.Method);
        }
    }

    private void Count(GrainCall call, int change)
    {
        _running += change;
        if (!call.Method.IsAlwaysInterleave)
        {
            _blocking += change;
            if (call.Method.IsReadOnly)
            {
                _readOnly += change;
            }
        }
    }

    private void RunAction(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            SiloLog.ActionFailed(Silo.Logger, exception, GrainId);
        }
    }
}
