namespace MediaGateway.Domain.Discovery;

/// <summary>All words of a segment in the order of their bytes, in one array.</summary>
internal sealed class TermDictionary
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    public TermDictionary(byte[] bytes, int[] starts)
    {
        _bytes = bytes;
        _starts = starts;
    }

    /// <summary>How many words there are.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>What it takes in memory.</summary>
    public long Bytes => _bytes.Length + ((long)_starts.Length * sizeof(int));

    /// <summary>The bytes of a word.</summary>
    public ReadOnlySpan<byte> this[int term] => _bytes.AsSpan(_starts[term], _starts[term + 1] - _starts[term]);

    /// <summary>The number of a word; -1 when it is not there.</summary>
    public int Find(ReadOnlySpan<byte> term)
    {
        var at = LowerBound(term);
        return at < Count && this[at].SequenceEqual(term) ? at : -1;
    }

    /// <summary>The words that begin with <paramref name="prefix"/>: from the first number up to, without, the second.</summary>
    public (int Start, int End) FindPrefix(ReadOnlySpan<byte> prefix)
    {
        var low = LowerBound(prefix);
        var start = low;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (this[middle].StartsWith(prefix)) low = middle + 1;
            else high = middle;
        }

        return (start, low);
    }

    private int LowerBound(ReadOnlySpan<byte> term)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (this[middle].SequenceCompareTo(term) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
