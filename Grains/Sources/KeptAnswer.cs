using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Sources;

/// <summary>An answer as it is kept.</summary>
public sealed record KeptAnswer
{
    /// <summary>When it came; null where there is none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The titles.</summary>
    public IReadOnlyList<SourceTitle> Titles { get; init; } = [];

    /// <summary>Where the next page begins.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Whether the source did not know the title.</summary>
    public bool IsNegative { get; init; }
}
