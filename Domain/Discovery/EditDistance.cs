namespace MediaGateway.Domain.Discovery;

/// <summary>How many slips of the finger lie between two words: a letter too many, too few, another one, or two swapped.</summary>
internal static class EditDistance
{
    /// <summary>Words longer than this are never compared.</summary>
    public const int LongestWord = 32;

    /// <summary>The distance when it is at most <paramref name="limit"/>; otherwise something greater.</summary>
    public static int Between(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int limit) =>
        Math.Abs(left.Length - right.Length) > limit ? limit + 1 : Measure(left, right, limit, anyEnd: false);

    /// <summary>The least distance between <paramref name="left"/> and anything that <paramref name="right"/> begins with.</summary>
    public static int ToPrefix(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int limit) =>
        right.Length < left.Length - limit
            ? limit + 1
            : Measure(left, right[..Math.Min(right.Length, left.Length + limit)], limit, anyEnd: true);

    private static int Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int limit, bool anyEnd)
    {
        if (left.Length > LongestWord || right.Length > LongestWord) return limit + 1;

        // Rows of the usual table, by the letters of the right word; three of them, because a swap looks two back.
        Span<byte> rows = stackalloc byte[3 * (LongestWord + 1)];
        var width = left.Length + 1;
        var before = rows[..width];
        var previous = rows.Slice(LongestWord + 1, width);
        var current = rows.Slice(2 * (LongestWord + 1), width);
        for (var i = 0; i < width; i++) previous[i] = (byte)i;
        var best = anyEnd ? previous[^1] : int.MaxValue;
        for (var j = 1; j <= right.Length; j++)
        {
            current[0] = (byte)j;
            int least = current[0];
            for (var i = 1; i < width; i++)
            {
                var same = left[i - 1] == right[j - 1];
                var value = Math.Min(Math.Min(previous[i] + 1, current[i - 1] + 1), previous[i - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && !same && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    value = Math.Min(value, before[i - 2] + 1);
                current[i] = (byte)value;
                least = Math.Min(least, value);
            }

            if (anyEnd) best = Math.Min(best, current[^1]);
            if (least > limit) return Math.Min(best, limit + 1);
            var recycled = before;
            before = previous;
            previous = current;
            current = recycled;
        }

        return anyEnd ? best : previous[^1];
    }
}
