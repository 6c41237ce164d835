using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Grains.Sources;

/// <summary>An answer as it is kept.</summary>
public sealed record KeptAnswer
{
    /// <summary>What it is stored as.</summary>
    public const string StateName = "source-answer";

    private static readonly TimeSpan Spare = TimeSpan.FromDays(1);

    /// <summary>How long an answer of a source is of use, fresh or not; one that is older is removed, and before the source wants it gone.</summary>
    public static TimeSpan UseOf(SourceTerms source) =>
        source.StaleFor + Spare is var use && source.KeepFor - Spare is { } allowed && allowed < use ? allowed : use;

    /// <summary>When it came; null where there is none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The titles.</summary>
    public IReadOnlyList<SourceTitle> Titles { get; init; } = [];

    /// <summary>Where the next page begins.</summary>
    public string? NextCursor { get; init; }

    /// <summary>How many titles could not be read, or not be taken into the catalogue.</summary>
    public int Unread { get; init; }

    /// <summary>Whether the source did not know the title.</summary>
    public bool IsNegative { get; init; }
}
