using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Grains.Users;

/// <summary>The newest entries of a log, without gaps, so that devices that are only a little behind cost the database nothing.</summary>
/// <remarks>
/// They are kept as the journal keeps them, one after the other in one ring of bytes. As objects, hundreds of them for each
/// busy user would live for seconds, which is what a collector is worst at.
/// </remarks>
internal sealed class RecentEntries
{
    /// <summary>The most entries that are kept.</summary>
    public const int Capacity = 512;

    /// <summary>The most bytes that are kept.</summary>
    public const int MaxBytes = 80 * 1024;

    private const int FirstBytes = 1024;

    private readonly Queue<(long Seq, int Length)> _entries = new();
    private byte[] _ring = [];
    private int _start;
    private int _used;

    /// <summary>Starts anew with the end of a log.</summary>
    public void Restart(IReadOnlyList<JournalEntry> tail)
    {
        Clear();
        Add(tail);
    }

    /// <summary>Adds what was committed, which follows on what is here.</summary>
    public void Add(IReadOnlyList<JournalEntry> entries)
    {
        foreach (var entry in entries)
            Add(entry.Seq, entry.Effect.Span);
    }

    /// <summary>Up to <paramref name="limit"/> entries after <paramref name="seq"/>; null when the first of them is not here any more.</summary>
    public IReadOnlyList<Effect>? ReadAfter(long seq, int limit) =>
        _entries.TryPeek(out var oldest) && oldest.Seq <= seq + 1 ? [.. Between(seq, long.MaxValue).Take(limit).Select(entry => Decode(entry.Seq, entry.Effect))] : null;

    /// <summary>The positions among those of the entries from <paramref name="after"/> to <paramref name="last"/> that are here.</summary>
    public IEnumerable<Effect> Positions(long after, long last) =>
        from entry in Between(after, last) where EffectJson.MayBePosition(entry.Effect.Span) select Decode(entry.Seq, entry.Effect);

    private static Effect Decode(long seq, ReadOnlyMemory<byte> effect) => EffectJson.Decode(effect) with { Seq = seq };

    private IEnumerable<(long Seq, ReadOnlyMemory<byte> Effect)> Between(long after, long last)
    {
        var place = _start;
        foreach (var (seq, length) in _entries)
        {
            if (seq > after && seq <= last)
                yield return (seq, Read(place, length));
            place = (place + length) % _ring.Length;
        }
    }

    private void Add(long seq, ReadOnlySpan<byte> effect)
    {
        while (_entries.Count == Capacity || (_entries.Count > 0 && _used + effect.Length > MaxBytes))
            Drop();
        // What is too long to be kept leaves nothing here that the next one would follow on.
        if (effect.Length > MaxBytes)
            return;
        if (_used + effect.Length > _ring.Length)
            Grow(_used + effect.Length);
        Write((_start + _used) % _ring.Length, effect);
        _used += effect.Length;
        _entries.Enqueue((seq, effect.Length));
    }

    private void Drop()
    {
        var length = _entries.Dequeue().Length;
        _start = (_start + length) % _ring.Length;
        _used -= length;
    }

    private void Clear()
    {
        _entries.Clear();
        (_start, _used) = (0, 0);
    }

    private void Grow(int needed)
    {
        var size = Math.Max(_ring.Length, FirstBytes);
        while (size < needed)
            size = Math.Min(2 * size, MaxBytes);
        var used = Read(_start, _used);
        _ring = new byte[size];
        used.CopyTo(_ring);
        _start = 0;
    }

    private void Write(int place, ReadOnlySpan<byte> bytes)
    {
        var first = Math.Min(bytes.Length, _ring.Length - place);
        bytes[..first].CopyTo(_ring.AsSpan(place));
        bytes[first..].CopyTo(_ring);
    }

    private ReadOnlyMemory<byte> Read(int place, int length) =>
        place + length <= _ring.Length ? _ring.AsMemory(place, length) : (byte[])[.. _ring.AsSpan(place), .. _ring.AsSpan(0, place + length - _ring.Length)];
}
