using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>What a live source said in one answer.</summary>
/// <param name="Source">Which source.</param>
/// <param name="ContentId">The title that it was asked of; null where it was asked of none.</param>
/// <param name="Titles">The titles.</param>
/// <param name="Offers">Where the title is to be had, in an answer that says nothing else.</param>
[GenerateSerializer, Immutable, Alias("mg.source-statement")]
public sealed record SourceStatement(
    [property: Id(0)] string Source,
    [property: Id(1)] string? ContentId,
    [property: Id(2)] IReadOnlyList<SourceRecord> Titles,
    [property: Id(3)] IReadOnlyList<Offer> Offers);
