using System.Collections.Immutable;

namespace MediaGateway.Domain.Sync.State;

/// <summary>What the list knows of one title, taken together from all its ids.</summary>
/// <param name="ContentId">The id that stands for it.</param>
/// <param name="Entries">What is known of each of its ids.</param>
/// <param name="Cancelled">The adds that removes have named, of all titles.</param>
/// <param name="Place">Where it was put last; null where it never was.</param>
/// <param name="At">That place in the order; null where it has none.</param>
/// <remarks>The adds are walked through when somebody asks for them: a title may have thousands, and most questions are answered by the first.</remarks>
internal sealed record TitleView(string ContentId, ImmutableArray<WatchlistEntry> Entries, PersistentMap<Cancellation> Cancelled, Place? Place, OrderEntry? At)
{
    /// <summary>Every add that is remembered.</summary>
    public IEnumerable<AddTag> Adds => Entries.SelectMany(entry => entry.Adds);

    /// <summary>Those that are not cancelled.</summary>
    public IEnumerable<AddTag> Live => Adds.Where(add => Cancelled.Find(add.OpId) is null);

    public bool IsOnList => Live.Any();

    /// <summary>The add that brought it onto the list; null when it is not there.</summary>
    public AddTag? Oldest => Live.MinBy(add => add.Stamp);

    public WatchlistItem? ToItem()
    {
        AddTag[] live = [.. Live];
        if (live.Length == 0)
        {
            return null;
        }
        var (oldest, newest) = (live.MinBy(add => add.Stamp)!, live.MaxBy(add => add.Stamp)!);
        return new WatchlistItem(ContentId, Place?.Key ?? "", oldest.Hlc.Time, newest.Source, SortedIds(live));
    }

    public RemovedItem ToRemoved() => new(ContentId, Place?.Key, SortedIds([.. Adds]));

    private static ImmutableArray<string> SortedIds(AddTag[] adds) => adds.Length == 1
        ? [adds[0].OpId]
        : [.. adds.Select(add => add.OpId).Order(StringComparer.Ordinal)];
}
