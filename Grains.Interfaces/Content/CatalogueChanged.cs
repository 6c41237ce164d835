namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>The catalogue has changed.</summary>
/// <param name="Version">Rows up to this version are committed.</param>
[GenerateSerializer, Immutable, Alias("mg.catalogue-changed")]
public sealed record CatalogueChanged([property: Id(0)] long Version);
