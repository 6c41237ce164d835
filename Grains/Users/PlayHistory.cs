using System.Collections.Immutable;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>Reads a history that is sorted by time, newest first, then by id.</summary>
internal static class PlayHistory
{
    /// <summary>The part that follows on a place.</summary>
    public static PlayPage Page(CommittedLog committed, PlayCursor after, int limit)
    {
        var plays = committed.State.Plays;
        var start = IndexAfter(plays, after);
        var end = Math.Min(plays.Length, start + limit);
        var next = end < plays.Length && end > start ? new PlayCursor(plays[end - 1].WatchedAt, plays[end - 1].PlayId) : null;
        return new PlayPage([.. plays.AsSpan()[start..end]], plays.Length, next, committed.Head.Seq);
    }

    private static int IndexAfter(ImmutableArray<Play> plays, PlayCursor place)
    {
        var (low, high) = (0, plays.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (IsUpTo(plays[middle], place))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool IsUpTo(Play play, PlayCursor place) => play.WatchedAt != place.WatchedAt
        ? play.WatchedAt > place.WatchedAt
        : string.CompareOrdinal(play.PlayId, place.PlayId) <= 0;
}
