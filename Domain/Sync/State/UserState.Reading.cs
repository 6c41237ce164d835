using System.Collections.Immutable;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync.State;

/// <content>What can be read. Lists are made when first asked for and kept with the state.</content>
public sealed partial class UserState
{
    private ImmutableArray<WatchlistItem> _items;
    private ImmutableArray<RemovedItem> _removed;
    private ImmutableArray<Play> _plays;

    /// <summary>The list, in the user's order.</summary>
    public ImmutableArray<WatchlistItem> Items => Once(ref _items, () => [.. Placed().OfType<WatchlistItem>()]);

    /// <summary>What was removed and is still remembered, in the order of the list.</summary>
    public ImmutableArray<RemovedItem> Removed => Once(ref _removed, () => [.. Placed().OfType<RemovedItem>()]);

    /// <summary>The history, newest first; plays of one moment by id.</summary>
    public ImmutableArray<Play> Plays => Once(ref _plays, () =>
    [
        .. PlayEntries
            .Where(entry => entry.Value is { Removal: null, Record: not null })
            .Select(entry => ToPlay(entry.Key, entry.Value.Record!.Value))
            .OrderByDescending(play => play.WatchedAt)
            .ThenBy(play => play.PlayId, StringComparer.Ordinal),
    ]);

    /// <summary>Every position, by content id.</summary>
    public IEnumerable<PlaybackPosition> Positions => Titles(PositionWrites).Select(FindPosition).OfType<PlaybackPosition>();

    /// <summary>Every rating that was not taken back, by content id.</summary>
    public IEnumerable<Rating> Ratings => Titles(RatingWrites).Select(FindRating).OfType<Rating>();

    /// <summary>Every preference that is set, by name.</summary>
    public IEnumerable<Preference> Preferences => PreferenceWrites.Select(entry => entry.Key).Order(StringComparer.Ordinal).Select(FindPreference).OfType<Preference>();

    /// <summary>The id that stands for the title of <paramref name="contentId"/>.</summary>
    public string Resolve(string contentId) => Aliases.Resolve(contentId);

    /// <summary>Every pair of ids that counts as one title now.</summary>
    public IEnumerable<ContentAlias> LiveAliases => Aliases.Links.Select(link => link.Value).Where(alias => !alias.Retracted);

    /// <summary>A title on the list; null where it is not on it.</summary>
    public WatchlistItem? FindItem(string contentId) => View(contentId).ToItem();

    /// <summary>The id of the add that brought a title onto the list, the oldest that still counts; null where it is not on it.</summary>
    public string? FindFirstAdd(string contentId) => View(contentId).Oldest?.OpId;

    /// <summary>How far a title was watched; null where nothing is known.</summary>
    public PlaybackPosition? FindPosition(string contentId) => Latest(PositionWrites, contentId) is { } position
        ? new(Resolve(contentId), position.Value.PositionMs, position.Value.DurationMs, position.Stamp.Hlc, position.Stamp.OpId, position.DeviceId)
        : null;

    /// <summary>The rating of a title; null where it has none.</summary>
    public Rating? FindRating(string contentId) => LatestRating(contentId) is { Value: { } tenths } rating
        ? new(Resolve(contentId), tenths, rating.Stamp.Hlc, rating.Stamp.OpId)
        : null;

    /// <summary>The last write of every rating, by content id, also those that took one back.</summary>
    internal IEnumerable<(string ContentId, Written<int?> Write)> LatestRatings => Titles(RatingWrites).Select(contentId => (contentId, LatestRating(contentId)!));

    /// <summary>The last write of every preference, by name, also those that unset one.</summary>
    internal IEnumerable<(string Key, Written<string> Write)> LatestPreferences =>
        PreferenceWrites.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value));

    /// <summary>The last write of a rating, also one that took it back.</summary>
    internal Written<int?>? LatestRating(string contentId) => Latest(RatingWrites, contentId);

    /// <summary>A preference; null where it is not set.</summary>
    public Preference? FindPreference(string key) => PreferenceWrites.Find(key) is { } preference && preference.Value != PreferenceSet.Unset
        ? new(key, preference.Value, preference.Stamp.Hlc, preference.Stamp.OpId)
        : null;

    /// <summary>Whether the state has anything of a title but plays.</summary>
    internal bool Knows(string contentId) => Aliases.IsShared(contentId) || Entries.Find(contentId) is not null
        || PositionWrites.Find(contentId) is not null || RatingWrites.Find(contentId) is not null;

    /// <summary>A title of the list, taken together from all its ids.</summary>
    internal TitleView View(string contentId)
    {
        var ids = Aliases.IdsOf(contentId);
        var entries = ImmutableArray.CreateBuilder<WatchlistEntry>(ids.Length);
        OrderEntry? at = null;
        Place? place = null;
        foreach (var id in ids)
        {
            if (Entries.Find(id) is not { } entry)
            {
                continue;
            }
            entries.Add(entry);
            var later = Place.Later(place, entry.Place);
            if (later is not null && !ReferenceEquals(later, place))
            {
                (place, at) = (later, new OrderEntry(later.Key, id));
            }
        }
        return new TitleView(ids[0], entries.DrainToImmutable(), Cancelled, place, at);
    }

    private Play ToPlay(string playId, PlayValue play) =>
        new(playId, Resolve(play.ContentId), play.WatchedAt, play.Completed, play.PositionMs);

    private static ImmutableArray<T> Once<T>(ref ImmutableArray<T> kept, Func<ImmutableArray<T>> make)
    {
        if (kept.IsDefault)
        {
            ImmutableInterlocked.InterlockedInitialize(ref kept, make());
        }
        return kept;
    }

    // Items and removed items in order; a title of several ids once, at the place of the latest write.
    private IEnumerable<object> Placed()
    {
        foreach (var entry in Order)
        {
            var view = View(entry.ContentId);
            if (view.At == entry)
            {
                yield return (object?)view.ToItem() ?? view.ToRemoved();
            }
        }
        // Adds without a place are not made by the server, but a merge must show whatever it is given.
        foreach (var (id, _) in Entries.Where(entry => entry.Value.Place is null).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var view = View(id);
            if (view.Place is null && Aliases.IdsOf(id).First(other => Entries.Find(other) is not null) == id)
            {
                yield return (object?)view.ToItem() ?? view.ToRemoved();
            }
        }
    }

    private Written<T>? Latest<T>(PersistentMap<Written<T>> writes, string contentId)
    {
        Written<T>? latest = null;
        foreach (var id in Aliases.IdsOf(contentId))
        {
            if (writes.Find(id) is { } write)
            {
                latest = Written<T>.Later(latest, write);
            }
        }
        return latest;
    }

    private IEnumerable<string> Titles<T>(PersistentMap<Written<T>> writes) =>
        writes.Select(entry => Resolve(entry.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
