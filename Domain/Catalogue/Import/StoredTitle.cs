namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>A title as it was read from the catalogue.</summary>
/// <param name="Content">The title.</param>
/// <param name="Version">The version it was read at.</param>
public sealed record StoredTitle(Content Content, long Version);
