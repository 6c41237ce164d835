using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Grains.Platforms;

/// <summary>What is kept of a platform: how far its catalogues have been read.</summary>
public sealed record PlatformState
{
    /// <summary>By region.</summary>
    public IReadOnlyList<CatalogueReading> Readings { get; init; } = [];
}
