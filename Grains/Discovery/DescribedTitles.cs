using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;

namespace MediaGateway.Grains.Discovery;

/// <summary>
/// Remembers what was read from the documents of one catalogue: lists are read far more often than the catalogue changes,
/// and reading its documents is most of the work of a lookup. Not thread safe; each activation has its own.
/// </summary>
internal sealed class DescribedTitles
{
    /// <summary>How many ids are remembered before all are forgotten.</summary>
    private const int Capacity = 8_192;

    private readonly Dictionary<string, TitleDescription> _titles = new(StringComparer.Ordinal);
    private TextIndex _catalogue = TextIndex.Empty;

    /// <summary>What <paramref name="id"/> stands for in <paramref name="catalogue"/>; null when it is unknown there.</summary>
    public TitleDescription? Describe(TextIndex catalogue, string id)
    {
        if (!ReferenceEquals(catalogue, _catalogue) || _titles.Count == Capacity)
        {
            _titles.Clear();
            _catalogue = catalogue;
        }

        if (_titles.TryGetValue(id, out var known)) return known;
        if (Find(catalogue, id) is not { } description) return null;
        _titles.Add(id, description);
        return description;
    }

    private static TitleDescription? Find(TextIndex catalogue, string id)
    {
        if (catalogue.TryFind(id, out var title)) return Read(title);
        if (!Episodes.TryGetSeries(id, out var seriesId) || !catalogue.TryFind(seriesId, out var found)) return null;
        return Read(found) is { Type: ContentType.Series } series
            ? series with { ContentId = Episodes.IdOf(series.ContentId, id), Title = Episodes.TitleOf(series.Title, id), Type = ContentType.Episode }
            : null;
    }

    /// <summary>Reads the description of one title.</summary>
    public static TitleDescription Read(FoundTitle title)
    {
        var facts = TitleFacts.Read(title.Document.Span);
        return new TitleDescription(facts.ContentId, facts.Title, facts.Type, facts.Year, facts.RuntimeMinutes);
    }
}
