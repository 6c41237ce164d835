using System.Collections.Immutable;

namespace MediaGateway.Domain.Sync.State;

/// <summary>
/// Everything that sync keeps for a user: watchlist, positions, ratings, preferences, plays and aliases, merged from effects.
/// </summary>
/// <remarks>
/// Immutable and safe for threads: a grain swaps in the next one after its commit, and readers keep what they have. The
/// next one shares all but what changed. Merging is commutative, associative and idempotent; what is read here depends on
/// the set of effects only, never on the order in which they came.
/// </remarks>
public sealed partial class UserState
{
    /// <summary>The state before anything happened.</summary>
    public static UserState Empty { get; } = new();

    private ImmutableSortedSet<OrderEntry>? _order;

    private UserState() { }

    internal UserState(in StateDraft draft)
    {
        Seq = draft.Seq;
        Entries = draft.Entries;
        Cancelled = draft.Cancelled;
        PositionWrites = draft.Positions;
        RatingWrites = draft.Ratings;
        PreferenceWrites = draft.Preferences;
        PlayEntries = draft.Plays;
        Aliases = draft.Aliases;
        _order = draft.Order;
        LastPlaced = draft.LastPlaced;
        LastPlacedStamp = draft.LastPlacedStamp;
    }

    /// <summary>The greatest sequence number among the effects that were merged.</summary>
    public long Seq { get; internal init; }

    internal PersistentMap<WatchlistEntry> Entries { get; init; } = PersistentMap<WatchlistEntry>.Empty;

    internal PersistentMap<Cancellation> Cancelled { get; init; } = PersistentMap<Cancellation>.Empty;

    internal PersistentMap<Written<PositionValue>> PositionWrites { get; init; } = PersistentMap<Written<PositionValue>>.Empty;

    internal PersistentMap<Written<int?>> RatingWrites { get; init; } = PersistentMap<Written<int?>>.Empty;

    internal PersistentMap<Written<string>> PreferenceWrites { get; init; } = PersistentMap<Written<string>>.Empty;

    internal PersistentMap<PlayEntry> PlayEntries { get; init; } = PersistentMap<PlayEntry>.Empty;

    internal Aliases Aliases { get; init; } = Aliases.None;

    /// <summary>What was placed by the latest write, for guessing where the next one goes.</summary>
    internal OrderEntry LastPlaced { get; init; }

    internal Stamp LastPlacedStamp { get; init; }

    /// <summary>The order where somebody has asked for it; replaying a log does not need it and does not pay for it.</summary>
    internal ImmutableSortedSet<OrderEntry>? OrderIfBuilt => _order;

    /// <summary>All that has a place, on the list or remembered, in order. Made when first asked for, then kept up.</summary>
    internal ImmutableSortedSet<OrderEntry> Order => _order ??=
        [.. Entries.Where(entry => entry.Value.Place is not null).Select(entry => new OrderEntry(entry.Value.Place!.Key, entry.Key))];

    /// <summary>A state of these parts, as a snapshot holds them.</summary>
    internal static UserState Of(
        long seq,
        PersistentMap<WatchlistEntry> entries,
        PersistentMap<Cancellation> cancelled,
        PersistentMap<Written<PositionValue>> positions,
        PersistentMap<Written<int?>> ratings,
        PersistentMap<Written<string>> preferences,
        PersistentMap<PlayEntry> plays,
        Aliases aliases)
    {
        var last = default(OrderEntry);
        var lastStamp = default(Stamp);
        foreach (var (contentId, entry) in entries)
        {
            if (entry.Place is { } place && place.Stamp >= lastStamp)
            {
                (last, lastStamp) = (new OrderEntry(place.Key, contentId), place.Stamp);
            }
        }
        return new UserState
        {
            Seq = seq,
            Entries = entries,
            Cancelled = cancelled,
            PositionWrites = positions,
            RatingWrites = ratings,
            PreferenceWrites = preferences,
            PlayEntries = plays,
            Aliases = aliases,
            LastPlaced = last,
            LastPlacedStamp = lastStamp,
        };
    }

    /// <summary>The state with one more effect.</summary>
    /// <exception cref="ArgumentException">The effect holds a remove that was not resolved.</exception>
    public UserState Apply(Effect effect)
    {
        var draft = new StateDraft(this, owner: null);
        draft.Apply(effect);
        return new UserState(in draft);
    }

    /// <summary>The state with more effects; far cheaper than one by one.</summary>
    /// <exception cref="ArgumentException">One of them holds a remove that was not resolved.</exception>
    public UserState Apply(IEnumerable<Effect> effects)
    {
        var draft = new StateDraft(this, owner: new object());
        foreach (var effect in effects)
        {
            draft.Apply(effect);
        }
        return new UserState(in draft);
    }
}
