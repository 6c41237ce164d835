using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>What is durable of a user, as of one commit. Immutable: readers keep theirs while the next is swapped in.</summary>
/// <param name="Head">Where the log ends.</param>
/// <param name="State">What follows from the log.</param>
/// <param name="Merges">What was decided lately where devices wanted different things.</param>
/// <param name="Clock">The greatest clock that was issued or seen.</param>
internal sealed record CommittedLog(SyncHead Head, UserState State, RecentMerges Merges, HlcTimestamp Clock)
{
    /// <summary>A title on the list with its place; null when it is not there.</summary>
    public ListedTitle? Find(string contentId)
    {
        if (State.FindItem(contentId) is not { } item)
            return null;
        var position = WatchlistOrder.IndexOf(State.Items, new WatchlistCursor(item.OrderKey, item.ContentId));
        return new ListedTitle(item.ContentId, item.AddedAt, item.Source, position);
    }

    /// <summary>A part of the list.</summary>
    public WatchlistPage Page(WatchlistCursor? after, int limit)
    {
        var items = State.Items;
        var start = after is null ? 0 : WatchlistOrder.IndexAfter(items, after);
        var end = Math.Min(items.Length, start + limit);
        var page = new ListedTitle[end - start];
        for (var index = start; index < end; index++)
            page[index - start] = new ListedTitle(items[index].ContentId, items[index].AddedAt, items[index].Source, index);
        var next = end < items.Length && end > start ? new WatchlistCursor(items[end - 1].OrderKey, items[end - 1].ContentId) : null;
        return new WatchlistPage(page, items.Length, next, Head.Seq);
    }
}
