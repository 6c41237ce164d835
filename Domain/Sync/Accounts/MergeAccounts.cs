using System.Collections.Immutable;
using System.Globalization;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Resolving;
using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Domain.Sync.Accounts;

/// <summary>Gives account of what merging an effect decides. It can be worked out at any time from the log.</summary>
/// <remarks>
/// Only what somebody may want to know is told: a write that replaces an earlier one of the same node is no decision, nor is
/// one that says what was said already.
/// </remarks>
public static class MergeAccounts
{
    /// <summary>What merging <paramref name="effect"/> into <paramref name="before"/> decides; empty where nothing is in dispute.</summary>
    public static ImmutableArray<MergeAccount> Of(UserState before, Effect effect) => Restatement.Is(effect) ? [] : effect.Operation switch
    {
        WatchlistAdd add => OfAdd(before, add, effect),
        WatchlistRemove remove => OfRemove(before, remove, effect),
        WatchlistMove move => OfPlace(before, move, move.ContentId, effect),
        PositionSet position => OfWrite(
            before.FindPosition(position.ContentId) is { } known ? (new Stamp(known.Hlc, known.OpId), Text(known.PositionMs)) : null,
            position.ContentId, Text(position.PositionMs), effect),
        RatingSet rating => OfWrite(
            before.LatestRating(rating.ContentId) is { } known ? (known.Stamp, Text(known.Value)) : null,
            rating.ContentId, Text(rating.RatingTenths), effect),
        PreferenceSet preference => OfWrite(
            before.PreferenceWrites.Find(preference.Key) is { } known ? (known.Stamp, known.Value) : null,
            preference.Key, preference.ValueJson, effect),
        PlayAdd play => OfPlay(before, play, effect),
        _ => [],
    };

    private static ImmutableArray<MergeAccount> OfAdd(UserState before, WatchlistAdd add, Effect effect) =>
        before.Cancelled.Find(add.OpId) is { } cancelled
            ? [new MergeAccount(effect.Seq, MergeReasons.AddCancelled, add.ContentId, Side(cancelled.Stamp, null), Side(add.Stamp, null))]
            : [];

    private static ImmutableArray<MergeAccount> OfRemove(UserState before, WatchlistRemove remove, Effect effect)
    {
        var seen = (remove.Observed ?? []).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. before.View(remove.ContentId).Live
                .Where(add => !seen.Contains(add.OpId))
                .OrderBy(add => add.Stamp)
                .Select(add => new MergeAccount(effect.Seq, MergeReasons.AddNotSeen, remove.ContentId, Side(add.Stamp, null), Side(remove.Stamp, null))),
        ];
    }

    private static ImmutableArray<MergeAccount> OfPlace(UserState before, WatchlistMove move, string contentId, Effect effect)
    {
        // The server's own spacing says nothing new about where anybody wanted a title.
        var known = effect.OrderKey is null || effect.DeviceId is null ? null : before.View(contentId).Place;
        return OfWrite(known is null ? null : (known.Stamp, known.Key), contentId, effect.OrderKey ?? "", effect, isSameValueSettled: false);
    }

    private static ImmutableArray<MergeAccount> OfPlay(UserState before, PlayAdd play, Effect effect)
    {
        if (before.PlayEntries.Find(play.PlayId) is not { } known)
        {
            return [];
        }
        if (known.Removal is { } removal)
        {
            return [new MergeAccount(effect.Seq, MergeReasons.PlayRemoved, play.PlayId, Side(removal, null), Side(play.Stamp, play.ContentId))];
        }
        return OfWrite(known.Record is { } record ? (record.Stamp, record.Value.ContentId) : null, play.PlayId, play.ContentId, effect);
    }

    private static ImmutableArray<MergeAccount> OfWrite((Stamp Stamp, string Value)? known, string subject, string value, Effect effect, bool isSameValueSettled = true)
    {
        var stamp = effect.Operation.Stamp;
        if (known is not { } other || other.Stamp == stamp || (isSameValueSettled && string.Equals(other.Value, value)))
        {
            return [];
        }
        var (there, arrived) = (Side(other.Stamp, other.Value), Side(stamp, value));
        if (other.Stamp > stamp)
        {
            return [new MergeAccount(effect.Seq, MergeReasons.OlderWrite, subject, there, arrived)];
        }
        return string.Equals(other.Stamp.Hlc.NodeId, stamp.Hlc.NodeId)
            ? []
            : [new MergeAccount(effect.Seq, MergeReasons.NewerWrite, subject, arrived, there)];
    }

    private static MergeSide Side(Stamp stamp, string? value) => new(stamp.OpId, stamp.Hlc, value);

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
