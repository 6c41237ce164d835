using System.Collections.Immutable;

namespace MediaGateway.Domain.Sync.State;

/// <summary>What the list knows of one title, taken together from all its ids.</summary>
/// <param name="ContentId">The id that stands for it.</param>
/// <param name="Adds">Every add that is remembered.</param>
/// <param name="Live">Those that are not cancelled.</param>
/// <param name="Place">Where it was put last; null where it never was.</param>
/// <param name="At">That place in the order; null where it has none.</param>
internal sealed record TitleView(string ContentId, ImmutableArray<AddTag> Adds, ImmutableArray<AddTag> Live, Place? Place, OrderEntry? At)
{
    public bool IsOnList => Live.Length > 0;

    /// <summary>The add that brought it onto the list; null when it is not there.</summary>
    public AddTag? Oldest => Live.MinBy(add => add.Stamp);

    public WatchlistItem? ToItem()
    {
        if (!IsOnList)
        {
            return null;
        }
        var newest = Live.MaxBy(add => add.Stamp)!;
        return new WatchlistItem(ContentId, Place?.Key ?? "", Oldest!.Hlc.Time, newest.Source, SortedIds(Live));
    }

    public RemovedItem ToRemoved() => new(ContentId, Place?.Key, SortedIds(Adds));

    private static ImmutableArray<string> SortedIds(ImmutableArray<AddTag> adds) => adds.Length == 1
        ? [adds[0].OpId]
        : [.. adds.Select(add => add.OpId).Order(StringComparer.Ordinal)];
}
