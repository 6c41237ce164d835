using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>
/// A bounded cache without bookkeeping on reads. Entries are written to the young generation; when that is full it becomes
/// the old one, and the old one is dropped. An entry that is read from the old generation moves to the young one, so what
/// is in use stays. At most twice the capacity of one generation is held, give or take the threads that add at one time. Safe for any number of threads.
/// </summary>
internal sealed class GenerationalCache<TKey, TValue>(int generationCapacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _turnover = new();
    private volatile Generations _generations = new([], []);

    /// <summary>How many entries are held.</summary>
    public int Count
    {
        get
        {
            var now = _generations;
            return now.Young.Count + now.Old.Count;
        }
    }

    /// <summary>The entry of this key.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        var now = _generations;
        if (now.Young.TryGetValue(key, out value))
        {
            return true;
        }

        if (!now.Old.TryGetValue(key, out value))
        {
            return false;
        }

        value = GetOrAdd(key, value);
        return true;
    }

    /// <summary>The entry of this key; <paramref name="value"/> becomes it when there is none.</summary>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        var now = _generations;
        if (now.Old.TryGetValue(key, out var old))
        {
            value = old;
        }

        if (now.Young.Count >= generationCapacity)
        {
            now = TurnOver(now);
        }

        return now.Young.GetOrAdd(key, value);
    }

    private Generations TurnOver(Generations seen)
    {
        lock (_turnover)
        {
            if (ReferenceEquals(_generations, seen))
            {
                _generations = new Generations([], seen.Young);
            }

            return _generations;
        }
    }

    private sealed record Generations(ConcurrentDictionary<TKey, TValue> Young, ConcurrentDictionary<TKey, TValue> Old);
}
