using EmbeddedSilo.Invocation;
using Orleans.Runtime;

namespace EmbeddedSilo.Observers;

/// <summary>Calls one observer, one call after the other, in the order they were sent.</summary>
internal sealed class ObserverHost(SiloRuntime silo, GrainId id, IGrainObserver observer) : ICallHost, IThreadPoolWorkItem
{
    private const int QueueLimit = 10_000;

    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<GrainCall> _waiting = [];
    private bool _isBusy;

    public bool IsAlive => _observer.TryGetTarget(out _);

    public void Enqueue(GrainCall call)
    {
        call.Host = this;
        lock (_waiting)
        {
            if (_waiting.Count >= QueueLimit)
            {
                call.TryFail(new LimitExceededException("observer queue", _waiting.Count, QueueLimit, id));
                return;
            }

            _waiting.Enqueue(call);
            if (_isBusy)
            {
                return;
            }

            _isBusy = true;
        }

        silo.Schedule(this, preferLocal: true);
    }

    public void CallEnded(GrainCall call)
    {
        Finish(call);
        silo.Schedule(this, preferLocal: true);
    }

    public void Post(Action action) => action();

    void IThreadPoolWorkItem.Execute()
    {
        while (TakeNext() is { } call)
        {
            if (!_observer.TryGetTarget(out var target))
            {
                call.TryFail(new ClientNotAvailableException(id));
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

    private GrainCall? TakeNext()
    {
        lock (_waiting)
        {
            _isBusy = _waiting.TryDequeue(out var call);
            return call;
        }
    }

    private void Finish(GrainCall call)
    {
        if (call is { Method.IsOneWay: true, Failure: { } failure })
        {
            SiloLog.OneWayCallFailed(silo.Logger, failure, id, call.Method);
        }

        call.Answer();
    }
}
