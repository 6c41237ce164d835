using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>The ids of a segment's titles, each title's canonical id first, and the way back from an id to its title.</summary>
internal sealed class IdTable
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _firstOfDocument;
    private readonly int[] _documents;
    private readonly int[] _slots;

    private IdTable(byte[] bytes, int[] starts, int[] firstOfDocument, int[] documents)
    {
        _bytes = bytes;
        _starts = starts;
        _firstOfDocument = firstOfDocument;
        _documents = documents;
        _slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(documents.Length * 2, 4))];
        for (var entry = 0; entry < documents.Length; entry++)
        {
            var slot = (int)TermTable.HashOf(Entry(entry)) & (_slots.Length - 1);
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = entry + 1;
        }
    }

    /// <summary>What it takes in memory.</summary>
    public long Bytes => _bytes.Length + ((long)(_starts.Length + _firstOfDocument.Length + _documents.Length + _slots.Length) * sizeof(int));

    /// <summary>The canonical id of a title.</summary>
    public ReadOnlySpan<byte> CanonicalId(int document) => Entry(_firstOfDocument[document]);

    /// <summary>The first living title with this id; -1 when there is none.</summary>
    /// <param name="id">An id in UTF-8.</param>
    /// <param name="onlyCanonical">Whether outside ids count.</param>
    /// <param name="live">0 for each title that was replaced since; empty when none was.</param>
    public int Find(ReadOnlySpan<byte> id, bool onlyCanonical, ReadOnlySpan<byte> live)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)TermTable.HashOf(id) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot] - 1;
            var document = _documents[entry];
            if (!Entry(entry).SequenceEqual(id)) continue;
            if (onlyCanonical && _firstOfDocument[document] != entry) continue;
            if (live.IsEmpty || live[document] != 0) return document;
        }

        return -1;
    }

    private ReadOnlySpan<byte> Entry(int entry) => _bytes.AsSpan(_starts[entry], _starts[entry + 1] - _starts[entry]);

    /// <summary>Collects ids, title after title.</summary>
    public sealed class Builder
    {
        private readonly List<byte> _bytes = [];
        private readonly List<int> _starts = [0];
        private readonly List<int> _firstOfDocument = [];
        private readonly List<int> _documents = [];

        /// <summary>Adds the next title.</summary>
        public void Add(string canonicalId, IReadOnlyList<string> outsideIds)
        {
            _firstOfDocument.Add(_documents.Count);
            AddId(Encoding.UTF8.GetBytes(canonicalId));
            foreach (var id in outsideIds) AddId(Encoding.UTF8.GetBytes(id));
        }

        /// <summary>Adds the next title with the ids that it has in another table.</summary>
        public void AddFrom(IdTable other, int document)
        {
            _firstOfDocument.Add(_documents.Count);
            for (var entry = other._firstOfDocument[document]; entry < other._documents.Length && other._documents[entry] == document; entry++)
                AddId(other.Entry(entry));
        }

        /// <summary>The finished table.</summary>
        public IdTable Build() => new([.. _bytes], [.. _starts], [.. _firstOfDocument], [.. _documents]);

        private void AddId(ReadOnlySpan<byte> id)
        {
            _bytes.AddRange(id);
            _starts.Add(_bytes.Count);
            _documents.Add(_firstOfDocument.Count - 1);
        }
    }
}
