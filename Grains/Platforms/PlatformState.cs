using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Grains.Platforms;

/// <summary>What is kept of a platform: how far its catalogues have been read, and what was in them.</summary>
public sealed record PlatformState
{
    /// <summary>By region.</summary>
    public IReadOnlyList<CatalogueReading> Readings { get; init; } = [];

    /// <summary>What the readings under way have listed so far, by region.</summary>
    public IReadOnlyList<CatalogueListing> UnderWay { get; init; } = [];

    /// <summary>What the last whole readings listed, by region and source.</summary>
    public IReadOnlyList<CatalogueListing> Listings { get; init; } = [];
}
