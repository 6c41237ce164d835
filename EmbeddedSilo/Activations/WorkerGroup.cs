using EmbeddedSilo.Invocation;
using Orleans.Runtime;

namespace EmbeddedSilo.Activations;

/// <summary>The stateless workers of one identity: a call goes to an idle one, else to a new one, else to the one with the shortest queue.</summary>
internal sealed class WorkerGroup(GrainKind kind, IdSpan key)
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _workers.Count;
            }
        }
    }

    public Activation[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _workers];
        }
    }

    public void Dispatch(GrainCall call)
    {
        lock (_lock)
        {
            while (Choose() is { } worker)
            {
                if (worker.TryEnqueue(call))
                {
                    return;
                }

                _workers.Remove(worker);
            }
        }

        call.TryFail(new SiloUnavailableException($"The silo is stopping; {kind.GrainType}/{key} is not activated any more."));
    }

    public void Remove(Activation worker)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
        }
    }

    private Activation? Choose()
    {
        Activation? shortest = null;
        foreach (var worker in _workers)
        {
            if (worker.IsIdle)
            {
                return worker;
            }

            if (shortest is null || worker.Load < shortest.Load)
            {
                shortest = worker;
            }
        }

        if (_workers.Count < kind.MaxWorkers && kind.Silo.MayActivate)
        {
            _workers.Add(shortest = new Activation(kind, key));
        }

        return shortest;
    }
}
