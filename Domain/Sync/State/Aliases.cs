using System.Collections.Immutable;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync.State;

/// <summary>
/// Which content ids are one title. Each pair of ids is a value of its own that can be set and taken back; ids that are
/// linked, over whatever detours, are one title, and the least of them stands for it.
/// </summary>
/// <remarks>Nothing else in the state is changed when ids turn out to be one: they are taken together when it is read.</remarks>
internal sealed class Aliases
{
    public static readonly Aliases None = new(ImmutableSortedDictionary.Create<string, Written<ContentAlias>>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, Written<ContentAlias>> _links;
    private readonly Dictionary<string, ImmutableArray<string>> _titles;

    private Aliases(ImmutableSortedDictionary<string, Written<ContentAlias>> links)
    {
        _links = links;
        _titles = Connect(links.Values);
    }

    /// <summary>Every pair that was ever linked, sorted.</summary>
    public IEnumerable<Written<ContentAlias>> Links => _links.Values;

    /// <summary>The id that stands for the title of <paramref name="contentId"/>.</summary>
    public string Resolve(string contentId) => _titles.TryGetValue(contentId, out var ids) ? ids[0] : contentId;

    /// <summary>All ids of the title of <paramref name="contentId"/>, the least first.</summary>
    public ImmutableArray<string> IdsOf(string contentId) => _titles.TryGetValue(contentId, out var ids) ? ids : [contentId];

    /// <summary>Whether <paramref name="contentId"/> is one of several ids of a title.</summary>
    public bool IsShared(string contentId) => _titles.ContainsKey(contentId);

    /// <summary>These pairs, as they were last written.</summary>
    public static Aliases Of(IEnumerable<Written<ContentAlias>> links)
    {
        var map = None._links.ToBuilder();
        foreach (var link in links)
        {
            map[KeyOf(link.Value)] = link;
        }
        return map.Count == 0 ? None : new Aliases(map.ToImmutable());
    }

    /// <summary>These, with one more write.</summary>
    public Aliases With(Written<ContentAlias> link)
    {
        var key = KeyOf(link.Value);
        var later = Written<ContentAlias>.Later(_links.GetValueOrDefault(key), link);
        return ReferenceEquals(later, _links.GetValueOrDefault(key)) ? this : new Aliases(_links.SetItem(key, later));
    }

    // No id has control characters, so the separator keeps pairs apart.
    private static string KeyOf(ContentAlias alias) => string.CompareOrdinal(alias.From, alias.To) <= 0
        ? $"{alias.From}\u001f{alias.To}"
        : $"{alias.To}\u001f{alias.From}";

    private static Dictionary<string, ImmutableArray<string>> Connect(IEnumerable<Written<ContentAlias>> links)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var link in links)
        {
            if (!link.Value.Retracted)
            {
                var (from, to) = (RootOf(parents, link.Value.From), RootOf(parents, link.Value.To));
                parents[from] = to;
            }
        }
        return parents.Keys.GroupBy(id => RootOf(parents, id), StringComparer.Ordinal)
            .Select(ids => ids.Order(StringComparer.Ordinal).ToImmutableArray())
            .SelectMany(ids => ids, (ids, id) => (ids, id))
            .ToDictionary(pair => pair.id, pair => pair.ids, StringComparer.Ordinal);
    }

    private static string RootOf(Dictionary<string, string> parents, string id)
    {
        while (parents.TryGetValue(id, out var parent) && !string.Equals(parent, id))
        {
            id = parent;
        }
        parents.TryAdd(id, id);
        return id;
    }
}
