using System.Collections.Immutable;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync.State;

/// <summary>
/// The merge of effects: a state that is being changed, before it is shown to anyone. What each effect does here is
/// commutative, associative and idempotent, so nothing may depend on what else has arrived.
/// </summary>
/// <param name="state">What is started from; it is not changed.</param>
/// <param name="owner">Lets the maps be changed in place between the first and the last effect; null for a single one.</param>
internal struct StateDraft(UserState state, object? owner)
{
    public long Seq { get; private set; } = state.Seq;

    public PersistentMap<WatchlistEntry> Entries { get; private set; } = state.Entries;

    public PersistentMap<Cancellation> Cancelled { get; private set; } = state.Cancelled;

    public PersistentMap<Written<PositionValue>> Positions { get; private set; } = state.PositionWrites;

    public PersistentMap<Written<int?>> Ratings { get; private set; } = state.RatingWrites;

    public PersistentMap<Written<string>> Preferences { get; private set; } = state.PreferenceWrites;

    public PersistentMap<PlayEntry> Plays { get; private set; } = state.PlayEntries;

    public Aliases Aliases { get; private set; } = state.Aliases;

    public ImmutableSortedSet<OrderEntry>? Order { get; private set; } = state.OrderIfBuilt;

    public OrderEntry LastPlaced { get; private set; } = state.LastPlaced;

    public Stamp LastPlacedStamp { get; private set; } = state.LastPlacedStamp;

    /// <summary>Merges one effect.</summary>
    public void Apply(Effect effect)
    {
        Seq = Math.Max(Seq, effect.Seq);
        switch (effect.Operation)
        {
            case WatchlistAdd add:
                Add(add, effect.OrderKey);
                break;
            case WatchlistRemove remove:
                Remove(remove, effect.Seq);
                break;
            case WatchlistMove move:
                Put(move.ContentId, Entries.Find(move.ContentId) ?? WatchlistEntry.Unknown, PlaceOf(move, effect.OrderKey));
                break;
            case PositionSet position:
                Positions = Write(Positions, position.ContentId, new PositionValue(position.PositionMs, position.DurationMs), effect);
                break;
            case RatingSet rating:
                Ratings = Write(Ratings, rating.ContentId, rating.RatingTenths, effect);
                break;
            case PreferenceSet preference:
                Preferences = Write(Preferences, preference.Key, preference.ValueJson, effect);
                break;
            case PlayAdd play:
                var record = new PlayValue(play.ContentId, play.WatchedAt, play.Completed, play.PositionMs);
                SetPlay(play.PlayId, (Plays.Find(play.PlayId) ?? PlayEntry.Unknown).WithRecord(new(record, play.Stamp, effect.DeviceId)));
                break;
            case PlayRemove play:
                SetPlay(play.PlayId, (Plays.Find(play.PlayId) ?? PlayEntry.Unknown).WithRemoval(play.Stamp));
                break;
            case ContentAlias alias:
                Aliases = Aliases.With(new(alias, alias.Stamp, effect.DeviceId));
                break;
            default:
                throw new ArgumentException($"{effect.Operation.GetType()} cannot be merged", nameof(effect));
        }
    }

    private static Place? PlaceOf(Operation operation, string? key) => key is null ? null : new Place(key, operation.Stamp);

    private void Add(WatchlistAdd add, string? key)
    {
        var entry = Entries.Find(add.ContentId) ?? WatchlistEntry.Unknown;
        Put(add.ContentId, entry, PlaceOf(add, key), new AddTag(add.OpId, add.Hlc, add.Source));
    }

    private void Remove(WatchlistRemove remove, long seq)
    {
        if (remove.Observed is not { } observed)
        {
            throw new ArgumentException("a remove must be resolved before it is merged", nameof(remove));
        }
        var cancellation = new Cancellation(remove.Stamp, seq);
        foreach (var opId in observed)
        {
            // Adds that have not arrived are cancelled all the same: they will be dead on arrival.
            var known = Cancelled.Find(opId);
            var later = Cancellation.Later(known, cancellation);
            if (!ReferenceEquals(later, known))
            {
                Cancelled = Cancelled.Set(opId, later, owner);
            }
        }
    }

    private void Put(string contentId, WatchlistEntry entry, Place? place, AddTag? add = null)
    {
        var changed = place is null ? entry : entry.WithPlace(place);
        changed = add is null ? changed : changed.WithAdd(add);
        if (ReferenceEquals(changed, entry))
        {
            return;
        }
        Entries = Entries.Set(contentId, changed, owner);
        if (changed.Place is { } now && !ReferenceEquals(now, entry.Place))
        {
            MoveInOrder(contentId, entry.Place, now);
        }
    }

    private void MoveInOrder(string contentId, Place? before, Place now)
    {
        var entry = new OrderEntry(now.Key, contentId);
        if (now.Stamp >= LastPlacedStamp)
        {
            (LastPlaced, LastPlacedStamp) = (entry, now.Stamp);
        }
        if (Order is not null)
        {
            Order = before is null ? Order.Add(entry) : Order.Remove(new OrderEntry(before.Key, contentId)).Add(entry);
        }
    }

    private PersistentMap<Written<T>> Write<T>(PersistentMap<Written<T>> map, string key, T value, Effect effect)
    {
        var known = map.Find(key);
        var later = Written<T>.Later(known, new Written<T>(value, effect.Operation.Stamp, effect.DeviceId));
        return ReferenceEquals(later, known) ? map : map.Set(key, later, owner);
    }

    private void SetPlay(string playId, PlayEntry play)
    {
        if (!ReferenceEquals(play, Plays.Find(playId)))
        {
            Plays = Plays.Set(playId, play, owner);
        }
    }
}
