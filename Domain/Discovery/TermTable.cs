using System.Buffers.Binary;

namespace MediaGateway.Domain.Discovery;

/// <summary>Numbers words in the order in which they are first seen, while a segment is being made.</summary>
internal sealed class TermTable
{
    private const int InitialSlots = 1 << 12;

    private int[] _slots = new int[InitialSlots];
    private uint[] _hashes = new uint[InitialSlots / 2];
    private int[] _starts = new int[(InitialSlots / 2) + 1];
    private byte[] _bytes = new byte[InitialSlots * 4];

    /// <summary>How many different words there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a word.</summary>
    public ReadOnlySpan<byte> this[int term] => _bytes.AsSpan(_starts[term], _starts[term + 1] - _starts[term]);

    /// <summary>The number of a word; it is added when it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> term)
    {
        var hash = HashOf(term);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] != 0)
        {
            var candidate = _slots[slot] - 1;
            if (_hashes[candidate] == hash && this[candidate].SequenceEqual(term)) return candidate;
            slot = (slot + 1) & mask;
        }

        var added = Append(term, hash);
        _slots[slot] = added + 1;
        if (Count > _slots.Length / 2) Grow();
        return added;
    }

    /// <summary>The numbers of all words in the order of their bytes.</summary>
    public int[] Sorted()
    {
        var heads = new ulong[Count];
        var order = new int[Count];
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        for (var term = 0; term < Count; term++)
        {
            head.Clear();
            var bytes = this[term];
            bytes[..Math.Min(bytes.Length, head.Length)].CopyTo(head);
            heads[term] = BinaryPrimitives.ReadUInt64BigEndian(head);
            order[term] = term;
        }

        Array.Sort(heads, order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && heads[end] == heads[start]) end++;
            if (end - start > 1) order.AsSpan(start, end - start).Sort((left, right) => this[left].SequenceCompareTo(this[right]));
            start = end;
        }

        return order;
    }

    /// <summary>A hash of these bytes that is the same in every process.</summary>
    public static uint HashOf(ReadOnlySpan<byte> bytes)
    {
        // FNV-1a, with the high bits brought down at the end because the table uses the low ones.
        var hash = 2166136261u;
        foreach (var value in bytes) hash = (hash ^ value) * 16777619u;
        return hash ^ (hash >> 15);
    }

    private int Append(ReadOnlySpan<byte> term, uint hash)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, _hashes.Length * 2);
            Array.Resize(ref _starts, (_hashes.Length) + 1);
        }

        var start = _starts[Count];
        if (start + term.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + term.Length));
        term.CopyTo(_bytes.AsSpan(start));
        _hashes[Count] = hash;
        _starts[Count + 1] = start + term.Length;
        return Count++;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var term = 0; term < Count; term++)
        {
            var slot = (int)_hashes[term] & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = term + 1;
        }
    }
}
