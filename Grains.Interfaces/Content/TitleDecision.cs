namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>What became of a decision about two titles.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="ContentId">The canonical id of the title that keeps its place; the one that was named where nothing was done.</param>
/// <param name="OtherId">The canonical id of the other, taken in or given back.</param>
[GenerateSerializer, Immutable, Alias("mg.title-decision")]
public sealed record TitleDecision(
    [property: Id(0)] TitleDecisionOutcome Outcome,
    [property: Id(1)] string ContentId,
    [property: Id(2)] string OtherId);

/// <summary>How a decision about two titles ended.</summary>
[GenerateSerializer, Alias("mg.title-decision-outcome")]
public enum TitleDecisionOutcome
{
    /// <summary>It is so.</summary>
    Done,
    /// <summary>The first title is unknown.</summary>
    UnknownTitle,
    /// <summary>The second title is unknown, or is not known to have been taken in by the first.</summary>
    UnknownOther,
}
