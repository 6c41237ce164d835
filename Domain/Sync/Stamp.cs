using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync;

/// <summary>
/// What decides between two writes of one thing: the clock, then the operation id. No two operations have the same one,
/// so no two replicas can decide differently.
/// </summary>
/// <param name="Hlc">When it was written.</param>
/// <param name="OpId">By which operation.</param>
public readonly record struct Stamp(HlcTimestamp Hlc, string OpId) : IComparable<Stamp>
{
    /// <summary>Orders by physical part, counter, node and operation id.</summary>
    public int CompareTo(Stamp other)
    {
        var order = Hlc.CompareTo(other.Hlc);
        return order != 0 ? order : string.CompareOrdinal(OpId, other.OpId);
    }

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
