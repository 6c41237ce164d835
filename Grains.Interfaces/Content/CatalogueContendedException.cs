namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>Other writers kept changing the same titles. Nothing of the batch was written; it may be sent again.</summary>
[GenerateSerializer, Alias("mg.catalogue-contended")]
public sealed class CatalogueContendedException(string message) : Exception(message);
