using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Catalogue.Merging;

namespace MediaGateway.Tests.Catalogue;

/// <summary>A catalogue in memory, to which plans are applied as the store applies them.</summary>
internal sealed class CatalogueModel
{
    private readonly Dictionary<string, StoredTitle> _rows = [];
    private readonly Dictionary<string, string> _ids = [];
    private long _version;

    public int Count => _rows.Count;
    public IReadOnlyList<TitleChange> LastChanges { get; private set; } = [];
    public IReadOnlyList<string> LastNotes { get; private set; } = [];
    public IEnumerable<Content> All => _rows.Values.Select(row => row.Content);

    public Content Find(string id) => _rows[_ids[id]].Content;

    /// <summary>Imports lines as one import of one batch; answers the effects.</summary>
    public string Import(string source, params string[] lines) =>
        string.Join(' ', Import(new ImportMemory(), [.. lines.Select(line => Parse(source, line))]).Select(effect => effect.ToString().ToLowerInvariant()));

    public List<LineEffect> Import(ImportMemory memory, IReadOnlyList<SourceRecord> records)
    {
        var identities = records.Select(TitleIdentity.Of).ToList();
        var found = identities.SelectMany(identity => identity.All).Select(id => id.Value).Distinct()
            .Where(_ids.ContainsKey).ToDictionary(id => id, id => _rows[_ids[id]]);
        var plan = new ImportPlan(found, memory, DateTimeOffset.UnixEpoch.AddSeconds(_version));
        var outcomes = records.Zip(identities, plan.Add).ToList();
        LastChanges = [.. plan.Changes];
        LastNotes = [.. outcomes.Select(outcome => outcome.Note).OfType<string>()];
        foreach (var change in LastChanges)
        {
            Write(change);
        }

        plan.Commit();
        return [.. outcomes.Select(outcome => outcome.Effect)];
    }

    /// <summary>Makes one title of two, as the store would.</summary>
    public void Merge(string id, string otherId)
    {
        var (title, other) = (_rows[_ids[id]], _rows[_ids[otherId]]);
        var joined = TitleJoin.Merge(title.Content, other.Content, DateTimeOffset.UnixEpoch);
        var (kept, absorbed) = joined.AbsorbedId == other.Content.ContentId ? (title, other) : (other, title);
        Write(new TitleChange(joined.Content, kept, [], [absorbed]));
    }

    /// <summary>Makes two titles of one, as the store would.</summary>
    public void Split(string id, string absorbedId)
    {
        var title = _rows[_ids[id]];
        var split = TitleJoin.Split(title.Content, absorbedId, DateTimeOffset.UnixEpoch)!;
        Write(new TitleChange(split.Kept, title, [], []));
        var ids = TitleOrigin.Of(split.Restored).Ids.Select(outside => TitleIdentity.OutsideId(outside.Key, outside.Value, split.Restored.Type).Value);
        Write(new TitleChange(split.Restored, null, [.. ids], []));
    }

    private static SourceRecord Parse(string source, string line)
    {
        var parsed = LineParser.Parse(Encoding.UTF8.GetBytes(line), source);
        return parsed.Record ?? throw new Xunit.Sdk.XunitException(parsed.Reason);
    }

    private void Write(TitleChange change)
    {
        var id = change.Content.ContentId;
        Assert.Equal(change.ExpectedVersion, _rows.TryGetValue(id, out var row) ? row.Version : 0);
        foreach (var absorbed in change.Absorbs)
        {
            Assert.Equal(absorbed.Version, _rows[absorbed.Content.ContentId].Version);
            _rows.Remove(absorbed.Content.ContentId);
            foreach (var other in _ids.Where(pair => pair.Value == absorbed.Content.ContentId).Select(pair => pair.Key).ToList())
            {
                _ids[other] = id;
            }
        }

        // What is written must survive its own document.
        _rows[id] = new StoredTitle(ContentDocument.Read(ContentDocument.Write(change.Content)), ++_version);
        foreach (var outside in change.OutsideIds.Append(id))
        {
            _ids[outside] = id;
        }
    }
}
