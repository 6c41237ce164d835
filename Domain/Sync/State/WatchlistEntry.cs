using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.State;

/// <summary>One add of a title. It lives until a remove names it.</summary>
internal sealed record AddTag(string OpId, HlcTimestamp Hlc, WatchlistSource Source)
{
    public Stamp Stamp => new(Hlc, OpId);
}

/// <summary>Where a title was put, and by which write.</summary>
internal sealed record Place(string Key, Stamp Stamp)
{
    /// <summary>The later write; the greater key where both have one stamp, so that the choice is the same everywhere.</summary>
    public static Place? Later(Place? left, Place? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }
        var order = left.Stamp.CompareTo(right.Stamp);
        return (order != 0 ? order : string.CompareOrdinal(left.Key, right.Key)) >= 0 ? left : right;
    }
}

/// <summary>The remove that cancelled an add, the latest where there were several.</summary>
internal sealed record Cancellation(Stamp Stamp, long Seq)
{
    public static Cancellation Later(Cancellation? left, Cancellation right) =>
        left is null || left.Stamp < right.Stamp || (left.Stamp == right.Stamp && left.Seq < right.Seq) ? right : left;
}

/// <summary>
/// What is known of one content id on the list: every add that has arrived, cancelled ones included until they are
/// forgotten, and its place. Whether it is on the list is not stored: it is when one of the adds is not cancelled.
/// </summary>
internal sealed record WatchlistEntry(AddSet Adds, Place? Place, long GoneAtMs = 0)
{
    public static readonly WatchlistEntry Unknown = new(default(AddSet), null);

    public WatchlistEntry WithAdd(AddTag add) => Adds.Contains(add.OpId) ? this : this with { Adds = Adds.With(add) };

    public WatchlistEntry WithPlace(Place place)
    {
        var later = Place.Later(Place, place);
        return ReferenceEquals(later, Place) ? this : this with { Place = later };
    }
}
