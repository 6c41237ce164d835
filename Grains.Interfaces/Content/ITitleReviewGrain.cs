using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>Pairs of titles that may be one and that somebody must look at. There is one grain, <see cref="Key"/>.</summary>
[Alias("mg.title-reviews")]
public interface ITitleReviewGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "catalogue";

    /// <summary>Pairs that nobody has decided on, the oldest first.</summary>
    /// <param name="after">Only those after this one; 0 is from the first.</param>
    /// <param name="limit">The most to give.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    [ReadOnly, Repeatable, Alias("list")]
    Task<TitleReviewPage> ListAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Has a pair merged or kept apart for good.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer, or others kept changing the two titles.</exception>
    [ResponseTimeout("00:01:00"), Alias("decide")]
    Task<TitleReviewOutcome> DecideAsync(long reviewId, TitleReviewDecision decision, CancellationToken cancellationToken);
}

/// <summary>Two titles that may be one.</summary>
/// <param name="ReviewId">The number of the pair.</param>
/// <param name="ContentId">The canonical id of the one.</param>
/// <param name="OtherId">The canonical id of the other.</param>
/// <param name="Score">How much speaks for it, from 0 to 1.</param>
/// <param name="Reasons">What speaks for and against it.</param>
/// <param name="CreatedAt">Since when they wait.</param>
[GenerateSerializer, Immutable, Alias("mg.title-review")]
public sealed record TitleReview(
    [property: Id(0)] long ReviewId,
    [property: Id(1)] string ContentId,
    [property: Id(2)] string OtherId,
    [property: Id(3)] decimal Score,
    [property: Id(4)] IReadOnlyList<string> Reasons,
    [property: Id(5)] DateTimeOffset CreatedAt);

/// <summary>Some of the pairs that wait.</summary>
/// <param name="Reviews">The pairs.</param>
/// <param name="Total">How many wait in all.</param>
[GenerateSerializer, Immutable, Alias("mg.title-review-page")]
public sealed record TitleReviewPage([property: Id(0)] IReadOnlyList<TitleReview> Reviews, [property: Id(1)] long Total);

/// <summary>What somebody says of a pair.</summary>
[GenerateSerializer, Alias("mg.title-review-decision")]
public enum TitleReviewDecision
{
    /// <summary>They are one.</summary>
    Merge,
    /// <summary>They are two.</summary>
    Different,
}

/// <summary>How a decision ended.</summary>
[GenerateSerializer, Alias("mg.title-review-outcome")]
public enum TitleReviewOutcome
{
    /// <summary>It is so.</summary>
    Done,
    /// <summary>There is no such pair.</summary>
    Unknown,
    /// <summary>The pair was decided on before.</summary>
    DecidedBefore,
    /// <summary>The two titles have become one, or one of them is gone, by other ways.</summary>
    Overtaken,
}
