namespace MediaGateway.Domain.Catalogue.Resolution;

/// <summary>Whether two titles are one.</summary>
/// <param name="Verdict">What is known.</param>
/// <param name="Score">How much speaks for it, from 0 to 1.</param>
/// <param name="Reasons">What speaks for and against it, for people to read.</param>
public sealed record TitleJudgement(TitleVerdict Verdict, decimal Score, IReadOnlyList<string> Reasons);

/// <summary>What is known of two titles.</summary>
public enum TitleVerdict
{
    /// <summary>They are one, for certain.</summary>
    Same,
    /// <summary>They may be one; somebody must look.</summary>
    Doubtful,
    /// <summary>They are two.</summary>
    Different,
}
