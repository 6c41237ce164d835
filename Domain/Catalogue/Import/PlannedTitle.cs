using MediaGateway.Domain.Catalogue.Merging;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>One title while a batch is planned.</summary>
internal sealed class PlannedTitle
{
    private readonly SortedSet<string> _outsideIds = new(StringComparer.Ordinal);
    private readonly List<StoredTitle> _absorbed = [];
    private readonly StoredTitle? _stored;

    /// <summary>A title that is stored.</summary>
    public PlannedTitle(StoredTitle stored)
    {
        _stored = stored;
        Content = stored.Content;
        Id = IdOf(Content);
    }

    /// <summary>A new title.</summary>
    public PlannedTitle(Content created, IEnumerable<string> outsideIds)
    {
        Content = created;
        Id = IdOf(created);
        Changed = true;
        _outsideIds.UnionWith(outsideIds);
    }

    public Content Content { get; private set; }
    public ContentId Id { get; }
    public bool Changed { get; private set; }

    /// <summary>Whether a source has told of this title.</summary>
    public bool Knows(string source) => Content.Origin is { } origin ? origin.Speaks(source) : Content.Provenance.Values.Contains(source);

    /// <summary>The id of the title of which a record tells, as far as an import remembers: this one's, or that of one that it took in.</summary>
    public string ToldId(TitleIdentity identity) =>
        (identity.BySource is { } own ? Content.Origin?.AbsorbedOf(own.Scheme, NumberOf(own)) : null)?.ContentId ?? Content.ContentId;

    /// <summary>Whether a better known id than the one it was found by tells it apart from the record.</summary>
    public bool Contradicts(TitleIdentity identity, ContentIdKind foundBy) =>
        foundBy > ContentIdKind.Imdb && Differ("imdb", identity.Imdb?.Local)
        || foundBy > ContentIdKind.Tmdb && Differ("tmdb", identity.Tmdb is { } tmdb ? NumberOf(tmdb) : null);

    /// <summary>Whether it was said of this title that it is another than one it looks like.</summary>
    public bool IsSettled => Content.Origin?.All.Any(part => part.Different is not null) is true;

    /// <summary>Whether IMDb, TMDb or whoever split them tell the two titles apart.</summary>
    public bool Contradicts(PlannedTitle other) =>
        TitleJoin.AreDifferent(Content, other.Content) || Differ("imdb", other.Content.ExternalIds.GetValueOrDefault("imdb")) || Differ("tmdb", other.Content.ExternalIds.GetValueOrDefault("tmdb"));

    /// <summary>Takes in another title that is this one.</summary>
    public void Absorb(PlannedTitle other, DateTimeOffset now)
    {
        Content = ContentMerge.Absorb(Content, other.Content, now);
        Changed = true;
        other.Changed = false;
        _outsideIds.UnionWith(other._outsideIds);
        _outsideIds.Add(other.Content.ContentId);
        _absorbed.AddRange(other._absorbed);
        if (other._stored is not null)
        {
            _absorbed.Add(other._stored);
        }
    }

    /// <summary>Takes what a merge made of it, and the ids that lead to it now.</summary>
    public void Take(MergedContent merge, IEnumerable<string> outsideIds)
    {
        Content = merge.Content;
        Changed |= merge.Changed;
        _outsideIds.UnionWith(outsideIds);
    }

    public TitleChange ToChange()
    {
        _outsideIds.Remove(Content.ContentId);
        return new TitleChange(Content, _stored, [.. _outsideIds], _absorbed);
    }

    private bool Differ(string scheme, string? local) =>
        local is not null && Content.ExternalIds.GetValueOrDefault(scheme) is { } known && known != local;

    // TMDb's numbers are kept bare.
    private static string NumberOf(ContentId id) => id.Kind is ContentIdKind.Tmdb ? id.Local[(id.Local.LastIndexOf(':') + 1)..] : id.Local;

    private static ContentId IdOf(Content content) =>
        ContentId.TryParse(content.ContentId, out var id, out var reason) ? id : throw new ArgumentException(reason, nameof(content));
}
