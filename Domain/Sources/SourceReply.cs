using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Domain.Sources;

/// <summary>How a source answered one call.</summary>
[GenerateSerializer, Immutable, Alias("mg.source-reply")]
public sealed record SourceReply
{
    /// <summary>How the call ended.</summary>
    [Id(0)] public required SourceOutcome Outcome { get; init; }

    /// <summary>The titles in the answer, the likeliest first.</summary>
    [Id(1)] public IReadOnlyList<SourceRecord> Titles { get; init; } = [];

    /// <summary>Where the next page begins; null at the end.</summary>
    [Id(2)] public string? NextCursor { get; init; }

    /// <summary>How long the source wants to be left alone; null where it has not said.</summary>
    [Id(3)] public TimeSpan? RetryAfter { get; init; }

    /// <summary>What went wrong, without anything secret; null when nothing did.</summary>
    [Id(4)] public string? Fault { get; init; }

    /// <summary>Paths in the payload that were of another kind than expected, and how often each was.</summary>
    [Id(5)] public IReadOnlyDictionary<string, int> Unmapped { get; init; } = new Dictionary<string, int>();

    /// <summary>Where the title is to be had, in the answer to a question for offers only.</summary>
    [Id(6)] public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>The time that the source put onto its answer; null where it put none.</summary>
    [Id(7)] public DateTimeOffset? UpstreamTime { get; init; }

    /// <summary>How many entries of the answer are no title that could be read.</summary>
    [Id(8)] public int Unread { get; init; }

    /// <summary>Whether there were offers in it of a kind that is new to us: then one that is not among the others need not be gone.</summary>
    [Id(9)] public bool AreOffersUnclear { get; init; }

    /// <summary>A call that ended without an answer.</summary>
    public static SourceReply Of(SourceOutcome outcome, string fault, TimeSpan? retryAfter = null) =>
        new() { Outcome = outcome, Fault = fault, RetryAfter = retryAfter };
}

/// <summary>How a call to a source can end.</summary>
[GenerateSerializer, Alias("mg.source-outcome")]
public enum SourceOutcome
{
    /// <summary>With an answer, which may be empty.</summary>
    Answered,
    /// <summary>The source does not know the title.</summary>
    NotFound,
    /// <summary>Too many calls (429).</summary>
    Throttled,
    /// <summary>The key has nothing left for today.</summary>
    QuotaExhausted,
    /// <summary>The key or token is not, or no longer, good (401).</summary>
    Unauthorized,
    /// <summary>The source refuses the call for good (403 and other 4xx).</summary>
    Refused,
    /// <summary>The source failed, or could not be reached.</summary>
    Failed,
    /// <summary>It took too long.</summary>
    TimedOut,
    /// <summary>What came is not what the source promises.</summary>
    Malformed,
}
