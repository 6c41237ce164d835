using System.Collections.Immutable;
using System.Globalization;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Ordering;
using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Domain.Sync.Resolving;

/// <summary>Finds the order key for a place in the list, and spaces the list anew where keys would get too long.</summary>
internal static class Placing
{
    private const int FirstWindow = 16;
    private const char RespacedMark = '~';
    private const int RespacedDigits = 7;
    private const int RespacedLimit = 10_000_000;

    /// <summary>
    /// The key for <paramref name="contentId"/> at <paramref name="placement"/>, and the effects that make room for it.
    /// The anchor must be known.
    /// </summary>
    public static (string Key, ImmutableArray<Effect> Respaced) KeyFor(UserState state, string contentId, Placement placement)
    {
        var (lower, upper) = Neighbours(state, contentId, placement);
        if (lower is null || upper is null || string.CompareOrdinal(lower.Value.Key, upper.Value.Key) < 0)
        {
            var key = OrderKey.Between(lower?.Key, upper?.Key, Lean(state, lower, upper));
            if (key.Length <= OrderKey.MaxLength)
            {
                return (key, []);
            }
        }
        return Respace(state, contentId, lower);
    }

    // A sequence of inserts is guessed from the neighbour that was placed last; see OrderKey.
    private static KeyLean Lean(UserState state, OrderEntry? lower, OrderEntry? upper)
    {
        if (lower == state.LastPlaced)
        {
            return KeyLean.Low;
        }
        return upper == state.LastPlaced ? KeyLean.High : KeyLean.Middle;
    }

    private static (OrderEntry? Lower, OrderEntry? Upper) Neighbours(UserState state, string contentId, Placement placement)
    {
        var order = state.Order;
        switch (placement.Kind)
        {
            case PlacementKind.First:
                return (null, NextOther(state, contentId, 0, 1));
            case PlacementKind.After:
                var anchor = state.View(placement.Anchor!).At!.Value;
                return (anchor, NextOther(state, contentId, order.IndexOf(anchor) + 1, 1));
            default:
                return (NextOther(state, contentId, order.Count - 1, -1), null);
        }
    }

    // The title's own places do not count as neighbours: it is about to leave them.
    private static OrderEntry? NextOther(UserState state, string contentId, int index, int step)
    {
        var order = state.Order;
        for (; index >= 0 && index < order.Count; index += step)
        {
            if (!string.Equals(state.Resolve(order[index].ContentId), contentId))
            {
                return order[index];
            }
        }
        return null;
    }

    private static (string Key, ImmutableArray<Effect> Respaced) Respace(UserState state, string contentId, OrderEntry? lower)
    {
        OrderEntry[] others = [.. state.Order.Where(entry => !string.Equals(state.Resolve(entry.ContentId), contentId))];
        var gap = lower is { } entry ? Array.BinarySearch(others, entry) + 1 : 0;
        for (var window = FirstWindow; ; window *= 2)
        {
            var start = Math.Max(0, gap - window);
            var end = Math.Min(others.Length, gap + window);
            var below = start > 0 ? others[start - 1].Key : null;
            var above = end < others.Length ? others[end].Key : null;
            if (below is not null && above is not null && string.CompareOrdinal(below, above) >= 0)
            {
                continue;
            }
            var keys = OrderKey.Spread(below, above, end - start + 1);
            if (keys.All(key => key.Length <= OrderKey.RespacedLength) || (below is null && above is null))
            {
                return (keys[gap - start], MovesTo(state, others, start, gap, keys));
            }
        }
    }

    private static ImmutableArray<Effect> MovesTo(UserState state, OrderEntry[] others, int start, int gap, string[] keys)
    {
        var moves = ImmutableArray.CreateBuilder<Effect>();
        for (var i = 0; i < keys.Length - 1; i++)
        {
            var entry = others[start + i];
            var key = keys[start + i < gap ? i : i + 1];
            if (!string.Equals(key, entry.Key))
            {
                var before = start + i > 0 ? Placement.After(others[start + i - 1].ContentId) : Placement.First;
                var written = state.Entries.Find(entry.ContentId)!.Place!.Stamp;
                // It keeps the stamp of the write that put it there, a shade later: spacing is not a wish of anybody's, and
                // must not win against one that was made meanwhile.
                moves.Add(new Effect(new WatchlistMove(entry.ContentId, before) { OpId = RespacedId(written.OpId), Hlc = written.Hlc }, null, key));
            }
        }
        return moves.DrainToImmutable();
    }

    // "id" becomes "id~0000001", that becomes "id~0000002": each sorts after the one before.
    private static string RespacedId(string opId)
    {
        var mark = opId.Length - RespacedDigits - 1;
        if (mark > 0 && opId[mark] == RespacedMark
            && int.TryParse(opId.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times + 1 < RespacedLimit)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{opId.AsSpan(0, mark)}{RespacedMark}{times + 1:D7}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{opId}{RespacedMark}{1:D7}");
    }
}
