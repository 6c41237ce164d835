using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync.State;

/// <content>What can be let go of. Only the server forgets, and only what its refusals keep from coming back.</content>
public sealed partial class UserState
{
    /// <summary>
    /// The state without what nobody needs any more; itself where there is nothing to let go of.
    /// </summary>
    /// <param name="acknowledgedSeq">
    /// What every device has acknowledged that holds the log back: the least of them, those left out that were idle for 90 days.
    /// </param>
    /// <param name="now">The server's time.</param>
    /// <remarks>
    /// <list type="bullet">
    /// <item>A cancelled add that has arrived goes once every device has acknowledged its remove, or at the horizon. It cannot
    /// come back: its operation id is remembered until the horizon, and what was stamped before that is refused.</item>
    /// <item>A cancellation of an add that has not arrived goes at the horizon only: until then the add may still come.</item>
    /// <item>The place of a removed title goes at the horizon, counted from its remove: an operation that waits on some device
    /// may name it as its anchor.</item>
    /// <item>A rating taken back and a preference unset go at the horizon. A removed play is never forgotten: its id may come
    /// from an import, which has no horizon.</item>
    /// </list>
    /// </remarks>
    public UserState Forget(long acknowledgedSeq, DateTimeOffset now)
    {
        var horizonMs = now.ToUnixTimeMilliseconds() - (long)SyncLimits.Horizon.TotalMilliseconds;
        // An add may be stamped up to the allowed drift after the remove that saw it.
        var unseenHorizonMs = horizonMs - Time.HlcLimits.Default.MaxAheadMs;
        var arrived = Entries.SelectMany(entry => entry.Value.Adds).Select(add => add.OpId).ToHashSet(StringComparer.Ordinal);
        bool Goes(string opId, Cancellation cancellation) =>
            cancellation.Stamp.Hlc.Physical < unseenHorizonMs
            || (arrived.Contains(opId) && cancellation.Seq > 0 && cancellation.Seq <= acknowledgedSeq);

        var cancelled = Cancelled.Where((opId, cancellation) => !Goes(opId, cancellation));
        var entries = ForgetAdds(opId => Cancelled.Find(opId) is { } cancellation && Goes(opId, cancellation) ? cancellation : null)
            .Where((_, entry) => !entry.Adds.IsEmpty || Math.Max(entry.GoneAtMs, entry.Place?.Stamp.Hlc.Physical ?? 0) >= horizonMs);
        var ratings = RatingWrites.Where((_, rating) => rating.Value is not null || rating.Stamp.Hlc.Physical >= horizonMs);
        var preferences = PreferenceWrites.Where((_, value) => value.Value != PreferenceSet.Unset || value.Stamp.Hlc.Physical >= horizonMs);
        if (ReferenceEquals(cancelled, Cancelled) && ReferenceEquals(entries, Entries)
            && ReferenceEquals(ratings, RatingWrites) && ReferenceEquals(preferences, PreferenceWrites))
        {
            return this;
        }
        return Of(Seq, entries, cancelled, PositionWrites, ratings, preferences, PlayEntries, Aliases);
    }

    private PersistentMap<WatchlistEntry> ForgetAdds(Func<string, Cancellation?> cancellationToForget)
    {
        var entries = Entries;
        var owner = new object();
        foreach (var (contentId, entry) in Entries)
        {
            var gone = entry.Adds.Select(add => cancellationToForget(add.OpId)).OfType<Cancellation>().ToList();
            if (gone.Count > 0)
            {
                var kept = AddSet.Of([.. entry.Adds.Where(add => cancellationToForget(add.OpId) is null)]);
                var goneAtMs = Math.Max(entry.GoneAtMs, gone.Max(cancellation => cancellation.Stamp.Hlc.Physical));
                entries = entries.Set(contentId, entry with { Adds = kept, GoneAtMs = goneAtMs }, owner);
            }
        }
        return entries;
    }
}
