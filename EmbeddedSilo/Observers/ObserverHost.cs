using EmbeddedSilo.Invocation;
using EmbeddedSilo.Scheduling;
using Orleans.Runtime;

namespace EmbeddedSilo.Observers;

/// <summary>Calls one observer, one call after the other, in the order they were sent.</summary>
internal sealed class ObserverHost : ICallHost, IThreadPoolWorkItem
{
    private readonly SiloRuntime _silo;
    private readonly GrainId _id;
    private readonly WeakReference<IGrainObserver> _observer;
    private readonly SerialQueue<GrainCall> _waiting;

    public ObserverHost(SiloRuntime silo, GrainId id, IGrainObserver observer)
    {
        _silo = silo;
        _id = id;
        _observer = new(observer);
        _waiting = new(silo, this);
    }

    public bool IsAlive => _observer.TryGetTarget(out _);

    public void Enqueue(GrainCall call)
    {
        call.Host = this;
        if (!_waiting.TryAdd(call))
        {
            call.TryFail(new LimitExceededException("observer queue", SerialQueue<GrainCall>.Limit, SerialQueue<GrainCall>.Limit, _id));
        }
    }

    public void CallEnded(GrainCall call)
    {
        Finish(call);
        _waiting.Continue();
    }

    public void Post(Action action) => action();

    void IThreadPoolWorkItem.Execute()
    {
        while (_waiting.TryTake(out var call))
        {
            if (!_observer.TryGetTarget(out var target))
            {
                call.TryFail(new ClientNotAvailableException(_id));
                continue;
            }

            RequestContext.Current = call.Context;
            if (!call.Start(target, filters: null))
            {
                // The end of the call brings this host back.
                return;
            }

            Finish(call);
        }
    }

    private void Finish(GrainCall call)
    {
        if (call is { Method.IsOneWay: true, Failure: { } failure })
        {
            SiloLog.OneWayCallFailed(_silo.Logger, failure, _id, call.Method);
        }

        call.Answer();
    }
}
