using EmbeddedSilo.Invocation;
using EmbeddedSilo.Scheduling;
using Orleans.Runtime;

namespace EmbeddedSilo.Activations;

// The inbox is one word. It is
//   null      nobody runs the activation and nothing waits,
//   s_busy    somebody runs it (or is about to) and nothing waits,
//   s_closed  it has ended; what is sent to it must look for its successor,
//   a list    newest first, and somebody runs it or is about to.
// Whoever puts the first item into an inbox that was null must schedule the activation, and nobody else may. The runner
// takes the whole list by leaving s_busy behind, and gives up the right to run only by changing s_busy back to null;
// when that fails something has arrived and it goes on. So a wake-up cannot be lost: an item is either seen by the
// runner or found by a sender who sees null.
internal sealed partial class Activation
{
    private const int MaxRoundsInARow = 16;

    private static readonly WorkItem s_busy = new Marker();
    private static readonly WorkItem s_closed = new Marker();

    private WorkItem? _inbox;

    /// <summary>Nothing waits and nothing runs; only a hint when asked from outside.</summary>
    public bool IsIdle => Volatile.Read(ref _inbox) is null && Volatile.Read(ref _running) == 0;

    /// <summary>How many calls run or wait; only a hint.</summary>
    public int Load => (Volatile.Read(ref _inbox)?.Depth ?? 0) + Volatile.Read(ref _running) + (_backlog?.Count ?? 0);

    /// <summary>Takes a call; false when the activation has ended and the call belongs to another.</summary>
    public bool TryEnqueue(GrainCall call)
    {
        call.Host = this;
        return TryPush(call, _kind.QueueLimit);
    }

    /// <summary>Takes calls over from a predecessor, before anyone else can reach this activation.</summary>
    public void Inherit(IReadOnlyList<GrainCall> calls)
    {
        foreach (var call in calls)
        {
            call.Host = this;
            call.Next = _inbox;
            call.Depth = (_inbox?.Depth ?? 0) + 1;
            _inbox = call;
        }
    }

    public void Schedule() => Silo.Schedule(this, preferLocal: true);

    void ICallHost.CallEnded(GrainCall call) => TryPush(call, int.MaxValue);

    public void Post(Action action)
    {
        if (!TryPush(new ActionItem(action), int.MaxValue))
        {
            RunOrphan(action);
        }
    }

    private bool TryPush(WorkItem item, int limit)
    {
        var head = Volatile.Read(ref _inbox);
        while (head != s_closed)
        {
            var waits = head is null || head == s_busy ? null : head;
            item.Next = waits;
            item.Depth = (waits?.Depth ?? 0) + 1;
            if (item.Depth + (_backlog?.Count ?? 0) > limit)
            {
                RefuseForFullness((GrainCall)item, limit);
                return true;
            }

            var seen = Interlocked.CompareExchange(ref _inbox, item, head);
            if (seen == head)
            {
                if (head is null)
                {
                    Schedule();
                }

                return true;
            }

            head = seen;
        }

        return false;
    }

    void IThreadPoolWorkItem.Execute()
    {
        var outer = RuntimeContext.Current;
        RuntimeContext.Current = this;
        try
        {
            if (Silo.Scheduler is { } scheduler)
            {
                RunOne(scheduler);
                return;
            }

            for (var round = 1; ; round++)
            {
                _batch = Reverse(Interlocked.Exchange(ref _inbox, s_busy));
                RunBatch();
                if (_phase == ActivationPhase.Ended)
                {
                    Close();
                    return;
                }

                if (Interlocked.CompareExchange(ref _inbox, null, s_busy) == s_busy)
                {
                    return;
                }

                if (round == MaxRoundsInARow)
                {
                    // Others want the thread too. The inbox is not null, so the right to run stays with this activation.
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
        }
        finally
        {
            RuntimeContext.Current = outer;
        }
    }

    /// <summary>Runs the oldest item only, so that the scheduler decides before each.</summary>
    private void RunOne(ITurnScheduler scheduler)
    {
        _batch ??= Reverse(Interlocked.Exchange(ref _inbox, s_busy));
        if (_batch is { } oldest)
        {
            var rest = oldest.Next;
            oldest.Next = null;
            RunBatch();
            _batch = rest;
        }

        if (_batch is null && _phase == ActivationPhase.Ended)
        {
            Close();
        }
        else if (_batch is not null || Interlocked.CompareExchange(ref _inbox, null, s_busy) != s_busy)
        {
            scheduler.Schedule(this);
        }
    }

    private void RefuseForFullness(GrainCall call, int limit)
    {
        call.TryFail(new LimitExceededException("MaxEnqueuedRequestsHardLimit", call.Depth, limit, $"{GrainId} did not take {call}."));
        Silo.Telemetry.Refused("queue_full");
        SiloLog.CallRefusedForFullness(Silo.Logger, GrainId, call.Method, limit);
    }

    private static WorkItem? Reverse(WorkItem? newestFirst)
    {
        WorkItem? oldestFirst = null;
        while (newestFirst is not null && newestFirst != s_busy)
        {
            var older = newestFirst.Next;
            newestFirst.Next = oldestFirst;
            oldestFirst = newestFirst;
            newestFirst = older;
        }

        return oldestFirst;
    }

    private sealed class Marker : WorkItem;
}
