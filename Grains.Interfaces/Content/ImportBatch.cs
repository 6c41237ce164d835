using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>Some lines of one import.</summary>
/// <param name="ImportId">Which import; the same for all its batches, which come one after the other.</param>
/// <param name="Source">Whose lines they are.</param>
/// <param name="Lines">The lines.</param>
[GenerateSerializer, Immutable, Alias("mg.import-batch")]
public sealed record ImportBatch([property: Id(0)] string ImportId, [property: Id(1)] string Source, [property: Id(2)] LineBatch Lines);
