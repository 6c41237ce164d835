using System.Collections.Immutable;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>Finds places in a list that is sorted by order key, then by id, both by code units.</summary>
internal static class WatchlistOrder
{
    /// <summary>The index of the title at <paramref name="place"/>; negative when it is not there.</summary>
    public static int IndexOf(ImmutableArray<WatchlistItem> items, WatchlistCursor place)
    {
        var index = IndexAfter(items, place) - 1;
        return index >= 0 && items[index].ContentId == place.ContentId ? index : -1;
    }

    /// <summary>The index of the first title after <paramref name="place"/>, whether or not a title is there still.</summary>
    public static int IndexAfter(ImmutableArray<WatchlistItem> items, WatchlistCursor place)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(items[middle], place) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static int Compare(WatchlistItem item, WatchlistCursor place)
    {
        var order = string.CompareOrdinal(item.OrderKey, place.OrderKey);
        return order != 0 ? order : string.CompareOrdinal(item.ContentId, place.ContentId);
    }
}
