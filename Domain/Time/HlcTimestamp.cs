using System.Globalization;

namespace MediaGateway.Domain.Time;

/// <summary>
/// A moment on a hybrid logical clock: Unix milliseconds, a counter within the millisecond, and the node that issued it.
/// </summary>
/// <param name="Physical">Unix milliseconds, 48 bits.</param>
/// <param name="Logical">The counter, 16 bits.</param>
/// <param name="NodeId">The clock that issued it.</param>
/// <remarks>
/// Ordered by the full triple, the node by code units, so that two stamps are equal only when they are one. The default
/// value comes before every other. Immutable and safe for threads.
/// </remarks>
[GenerateSerializer, Immutable, Alias("mg.hlc")]
public readonly record struct HlcTimestamp(
    [property: Id(0)] long Physical,
    [property: Id(1)] int Logical,
    string NodeId) : IComparable<HlcTimestamp>
{
    /// <summary>The greatest physical part: 2^48 - 1 milliseconds.</summary>
    public const long MaxPhysical = (1L << 48) - 1;

    /// <summary>The greatest counter: 65,535.</summary>
    public const int MaxLogical = ushort.MaxValue;

    /// <summary>The longest node id.</summary>
    public const int MaxNodeIdLength = 64;

    private const int PrefixLength = 18;

    /// <summary>The clock that issued it; empty for the default value.</summary>
    [Id(2)]
    public string NodeId { get => field ?? ""; init; } = NodeId;

    /// <summary>The physical part as a time.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(Physical);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out HlcTimestamp timestamp)
    {
        timestamp = default;
        if (text is null || text.Length < PrefixLength || text[12] != '-' || text[17] != '-'
            || text.Length > PrefixLength + MaxNodeIdLength
            || !long.TryParse(text.AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var physical)
            || !int.TryParse(text.AsSpan(13, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var logical))
        {
            return false;
        }
        timestamp = new HlcTimestamp(physical, logical, text[PrefixLength..]);
        return true;
    }

    /// <summary>Orders by physical part, then counter, then node.</summary>
    public int CompareTo(HlcTimestamp other)
    {
        var order = Physical.CompareTo(other.Physical);
        if (order != 0)
        {
            return order;
        }
        order = Logical.CompareTo(other.Logical);
        return order != 0 ? order : string.CompareOrdinal(NodeId, other.NodeId);
    }

    /// <summary>Text that sorts, by code units, as the stamps do: twelve hex digits, four hex digits, the node.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Physical:x12}-{Logical:x4}-{NodeId}");

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(HlcTimestamp left, HlcTimestamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(HlcTimestamp left, HlcTimestamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(HlcTimestamp left, HlcTimestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(HlcTimestamp left, HlcTimestamp right) => left.CompareTo(right) >= 0;
}
