using System.Diagnostics.CodeAnalysis;

namespace EmbeddedSilo.Scheduling;

/// <summary>
/// What waits for somebody who takes one thing after the other, in the order in which it came. Only so much may
/// wait. Whoever works it off is scheduled when something comes and nothing is under way.
/// </summary>
/// <param name="silo">Schedules.</param>
/// <param name="worker">Takes from it until nothing is left; while it waits for something in between, it continues later.</param>
internal sealed class SerialQueue<T>(SiloRuntime silo, IThreadPoolWorkItem worker)
{
    /// <summary>How many may wait.</summary>
    public const int Limit = 10_000;

    private readonly Queue<T> _waiting = [];
    private bool _isBusy;

    /// <summary>Puts something in; false when it does not fit.</summary>
    public bool TryAdd(T item)
    {
        lock (_waiting)
        {
            if (_waiting.Count >= Limit)
            {
                return false;
            }

            _waiting.Enqueue(item);
            if (_isBusy)
            {
                return true;
            }

            _isBusy = true;
        }

        Continue();
        return true;
    }

    /// <summary>The next for the worker; false when nothing is left and it will be scheduled anew.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (_waiting)
        {
            return _isBusy = _waiting.TryDequeue(out item);
        }
    }

    /// <summary>Has the worker go on: what it waited for has ended.</summary>
    public void Continue() => silo.Schedule(worker, preferLocal: true);
}
