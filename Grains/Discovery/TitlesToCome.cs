using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Discovery;

/// <summary>Titles that platforms have just found and that are still being written, as the index takes them.</summary>
internal static class TitlesToCome
{
    /// <summary>
    /// Those of these titles that the catalogue does not have yet. Each platform's answer knows nothing of what the others
    /// say at the same time: a title that several have found is to be had where any of them says.
    /// </summary>
    public static IReadOnlyList<IndexedTitle> Of(IEnumerable<SourceTitle> found) =>
    [
        .. found.Where(title => !title.IsKept)
            .GroupBy(title => title.ContentId, StringComparer.Ordinal)
            .Select(same => same.Select(title => ContentDocument.Read(title.Document.Span)).Aggregate(WithOffersOf))
            .Select(IndexedContent.Of),
    ];

    private static Domain.Catalogue.Content WithOffersOf(Domain.Catalogue.Content title, Domain.Catalogue.Content other) =>
        title with { Availability = OfferChoice.Among(title.Availability.Union(other.Availability)) };
}
