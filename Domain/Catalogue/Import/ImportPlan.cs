namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// Works out what a batch of records does to the catalogue, before anything is written.
/// </summary>
/// <remarks>
/// <para>
/// A record is looked for by its ids, the best known first. A title found by a lesser id that contradicts the record in a
/// better one (another IMDb id, say) is another title. Two titles found by one record are one: the one with the better,
/// then the lesser id takes the other in. Two that were split stay two; of which of them a source speaks, its own id tells.
/// </para>
/// <para>
/// Within one import the first line about a title decides and later ones only fill gaps; a later line with the same source
/// id but another title or year is a second title (a remake's article, a chapter of a serial) with an id of its own, derived from all
/// three. Both rules make a second run of the same lines end where the first one ended.
/// </para>
/// <para>Nothing is kept from a plan that is dropped: the memory changes only in <see cref="Commit"/>.</para>
/// </remarks>
public sealed class ImportPlan
{
    private readonly Dictionary<string, PlannedTitle> _byId = new(StringComparer.Ordinal);
    private readonly List<PlannedTitle> _titles = [];
    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);
    private readonly ImportMemory? _memory;
    private readonly DateTimeOffset _now;

    /// <summary>A plan over the titles that the batch's ids name (<see cref="TitleIdentity.All"/>).</summary>
    /// <param name="found">The titles.</param>
    /// <param name="memory">What the import has told of already; null where each record stands for itself, as those of live sources do.</param>
    /// <param name="now">The time of the changes.</param>
    public ImportPlan(IReadOnlyDictionary<string, StoredTitle> found, ImportMemory? memory, DateTimeOffset now)
    {
        _memory = memory;
        _now = now;
        foreach (var group in found.GroupBy(pair => pair.Value.Content.ContentId, StringComparer.Ordinal))
        {
            var title = new PlannedTitle(group.First().Value);
            _titles.Add(title);
            Lead(group.Select(pair => pair.Key).Append(group.Key), title);
        }
    }

    /// <summary>The titles to be written.</summary>
    public IEnumerable<TitleChange> Changes => _titles.Where(title => title.Changed).Select(title => title.ToChange());

    /// <summary>Plans one record.</summary>
    public LineOutcome Add(SourceRecord record, TitleIdentity identity)
    {
        var key = ImportMemory.KeyOf(TitleIdentity.TitleKey(record));
        var matches = Match(identity, key, out var isVariant);
        if (matches.Count == 0)
        {
            return Create(record, identity, isVariant ? identity.Variant!.Value : identity.Canonical, key);
        }

        var title = matches[0];
        var knew = title.Knows(record.Source);
        foreach (var other in matches.Skip(1))
        {
            Absorb(title, other);
        }

        var ids = Claim(identity, title);
        var merge = ContentMerge.Apply(title.Content, Without(record, identity, ids), gapsOnly: ToldOf(title.ToldId(identity)) is not null, _now);
        title.Take(merge, ids);
        _told.TryAdd(title.ToldId(identity), key);

        var effect = matches.Count > 1 || merge.Changed && !knew ? LineEffect.Merged
            : merge.Changed ? LineEffect.Updated
            : LineEffect.Unchanged;
        return new LineOutcome(effect, merge.LeftOut.Count == 0 ? null
            : $"an earlier line of this import tells of the same title; its {string.Join(", ", merge.LeftOut)} stayed");
    }

    /// <summary>The title that a planned record belongs to, as it shall be.</summary>
    public Content ContentOf(TitleIdentity identity) =>
        identity.All.Select(id => _byId.GetValueOrDefault(id.Value)).FirstOrDefault(title => title is not null)?.Content
        ?? throw new ArgumentException("The record was not planned.", nameof(identity));

    /// <summary>Tells the import's memory what this plan did. Call it once, when the changes are written.</summary>
    public void Commit()
    {
        foreach (var (contentId, key) in _told)
        {
            _memory?.Add(contentId, key);
        }
    }

    private LineOutcome Create(SourceRecord record, TitleIdentity identity, ContentId id, long key)
    {
        var ids = Claim(identity, null);
        var title = new PlannedTitle(ContentMerge.Create(id, Without(record, identity, ids), _now), ids);
        _titles.Add(title);
        Lead(ids.Append(id.Value), title);
        _told.TryAdd(id.Value, key);
        return new LineOutcome(LineEffect.Created);
    }

    private List<PlannedTitle> Match(TitleIdentity identity, long key, out bool isVariant)
    {
        isVariant = false;
        var matches = new List<PlannedTitle>();
        if (identity.BySource is { } own && _byId.TryGetValue(own.Value, out var spoken) && spoken.IsSettled)
        {
            // A split has said of which of two titles this source speaks.
            Consider(own);
        }

        Consider(identity.Imdb);
        Consider(identity.Tmdb);
        Consider(identity.Named);
        var surely = matches.Count > 0;
        if (!surely && Consider(identity.Variant))
        {
            isVariant = true;
            return matches;
        }

        Consider(identity.Own);
        foreach (var outside in identity.Outside)
        {
            Consider(outside);
        }

        Consider(identity.Derived);
        if (!surely && identity is { Imdb: null, Tmdb: null, Variant: not null }
            && matches.Count > 0 && ToldOf(matches[0].ToldId(identity)) is { } told && told != key)
        {
            isVariant = true;
            return [];
        }

        return [.. matches.OrderBy(title => title.Id)];

        bool Consider(ContentId? id)
        {
            if (id is not { } wanted || !_byId.TryGetValue(wanted.Value, out var title) || matches.Contains(title)
                || title.Contradicts(identity, wanted == identity.Named ? ContentIdKind.Imdb : wanted.Kind)
                || matches.Exists(title.Contradicts))
            {
                return false;
            }

            matches.Add(title);
            return true;
        }
    }

    private void Absorb(PlannedTitle title, PlannedTitle other)
    {
        title.Absorb(other, _now);
        foreach (var id in _byId.Where(pair => pair.Value == other).Select(pair => pair.Key).ToList())
        {
            _byId[id] = title;
        }
    }

    /// <summary>The record's ids that lead to this title (or to none yet, and so to it from now on).</summary>
    private List<string> Claim(TitleIdentity identity, PlannedTitle? title)
    {
        var ids = identity.Given.Select(id => id.Value).Where(id => !_byId.TryGetValue(id, out var leads) || leads == title).ToList();
        if (title is not null)
        {
            Lead(ids, title);
        }

        return ids;
    }

    /// <summary>The record without the ids that lead to other titles: no id is written into two.</summary>
    private static SourceRecord Without(SourceRecord record, TitleIdentity identity, List<string> claimed)
    {
        if (claimed.Count == identity.Given.Count())
        {
            return record;
        }

        return record with
        {
            SourceId = identity.Own is { } own && claimed.Contains(own.Value) ? record.SourceId : null,
            ContentId = claimed.Contains(record.ContentId.Value) ? record.ContentId : default,
            ExternalIds = record.ExternalIds
                .Where(id => claimed.Contains(TitleIdentity.OutsideId(id.Key, id.Value, record.Type).Value))
                .ToDictionary(StringComparer.Ordinal),
        };
    }

    private void Lead(IEnumerable<string> ids, PlannedTitle title)
    {
        foreach (var id in ids)
        {
            _byId.TryAdd(id, title);
        }
    }

    private long? ToldOf(string contentId) =>
        _memory is null ? null
        : _told.TryGetValue(contentId, out var key) ? key
        : _memory.Find(contentId);
}
