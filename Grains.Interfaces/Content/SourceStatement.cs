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
    [property: Id(3)] IReadOnlyList<Offer> Offers)
{
    /// <summary>The region that it was asked about; null for all. Of others than this and those it names it says nothing.</summary>
    [Id(4)] public string? Region { get; init; }

    /// <summary>Whether it was asked where the title is to be had, and understood: then no offer says that it is not to be had there.</summary>
    [Id(5)] public bool IsOfOffers { get; init; }

    /// <summary>The platform that it was asked about; null for all. Of offers on others an answer that is of one platform's offers only says nothing.</summary>
    [Id(6)] public string? Platform { get; init; }

    /// <summary>Whether offers in it were not understood: then none is gone because it is not named.</summary>
    [Id(7)] public bool IsInPart { get; init; }
}
