using MediaGateway.Domain.Sources.Permits;

namespace MediaGateway.Grains.Sources;

/// <summary>What is kept of a source: what its keys may have been used for.</summary>
public sealed record SourceGrainState
{
    /// <summary>The keys.</summary>
    public IReadOnlyList<KeyRecord> Keys { get; init; } = [];
}
