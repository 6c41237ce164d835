using MediaGateway.Domain.Sync;

namespace MediaGateway.Grains.Users;

/// <summary>The newest entries of a log, without gaps, so that devices that are only a little behind cost the database nothing.</summary>
internal sealed class RecentEntries
{
    /// <summary>The most entries that are kept.</summary>
    public const int Capacity = 512;

    private readonly Queue<Effect> _entries = new();

    /// <summary>Starts anew with the end of a log.</summary>
    public void Restart(IReadOnlyList<Effect> tail)
    {
        _entries.Clear();
        Add(tail);
    }

    /// <summary>Adds what was committed, which follows on what is here.</summary>
    public void Add(IReadOnlyList<Effect> entries)
    {
        foreach (var entry in entries)
        {
            if (_entries.Count == Capacity)
                _entries.Dequeue();
            _entries.Enqueue(entry);
        }
    }

    /// <summary>Up to <paramref name="limit"/> entries after <paramref name="seq"/>; null when the first of them is not here any more.</summary>
    public IReadOnlyList<Effect>? ReadAfter(long seq, int limit) =>
        _entries.TryPeek(out var oldest) && oldest.Seq <= seq + 1
            ? [.. _entries.SkipWhile(entry => entry.Seq <= seq).Take(limit)]
            : null;

    /// <summary>Those of the entries from <paramref name="after"/> to <paramref name="last"/> that are here.</summary>
    public IEnumerable<Effect> Between(long after, long last) => _entries.Where(entry => entry.Seq > after && entry.Seq <= last);
}
