using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Resolution;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Discovery;

namespace MediaGateway.Grains.Content.Resolution;

/// <summary>Finds the titles that are called much like others, by the search index, and reads them as they are stored.</summary>
internal sealed class LikeTitles(CatalogueIndex index, ICatalogueStore store)
{
    /// <summary>How many titles one is compared with at most.</summary>
    private const int MostCandidates = 10;

    /// <summary>Each of these titles with each that is called much like it; each pair once, the lesser id first.</summary>
    public async Task<IReadOnlyList<(Domain.Catalogue.Content First, Domain.Catalogue.Content Second)>> FindAsync(
        IReadOnlyList<Domain.Catalogue.Content> titles, CancellationToken cancellationToken)
    {
        await index.CatchUpAsync(cancellationToken);
        var pairs = titles.Where(TitleJudge.Judges).SelectMany(PairsOf).Distinct().ToList();
        if (pairs.Count == 0) return [];
        var found = await store.FindAsync(pairs.SelectMany(pair => (string[])[pair.First, pair.Second]).ToHashSet(StringComparer.Ordinal), cancellationToken);
        var contents = found.Where(row => row.Key == row.Value.ContentId).ToDictionary(row => row.Key, row => ContentDocument.Read(row.Value.Document.Span), StringComparer.Ordinal);
        return [.. pairs.Where(pair => contents.ContainsKey(pair.First) && contents.ContainsKey(pair.Second)).Select(pair => (contents[pair.First], contents[pair.Second]))];
    }

    private IEnumerable<(string First, string Second)> PairsOf(Domain.Catalogue.Content title)
    {
        string[] names = title.OriginalTitle is null ? [title.Title] : [title.Title, title.OriginalTitle];
        return names
            .SelectMany(name => index.Titles.Search(new TextQuery { Text = name, NamesOnly = true, Limit = MostCandidates }).Hits)
            .Select(hit => hit.Title.ContentId)
            .Where(other => other != title.ContentId)
            .Select(other => string.CompareOrdinal(other, title.ContentId) < 0 ? (other, title.ContentId) : (title.ContentId, other));
    }
}
