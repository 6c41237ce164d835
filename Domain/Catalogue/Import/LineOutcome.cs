namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>What a line of an import did.</summary>
/// <param name="Effect">What it did.</param>
/// <param name="Note">What of it was left out and why; null when nothing was.</param>
public readonly record struct LineOutcome(LineEffect Effect, string? Note = null);

/// <summary>The ways a line can end. Each line ends in exactly one.</summary>
public enum LineEffect
{
    /// <summary>It made a new title.</summary>
    Created,
    /// <summary>It changed a title that its source had told of before.</summary>
    Updated,
    /// <summary>It said nothing new.</summary>
    Unchanged,
    /// <summary>It added to a title that other sources had told of, or showed two titles to be one.</summary>
    Merged,
    /// <summary>It could not be read.</summary>
    Rejected,
}
