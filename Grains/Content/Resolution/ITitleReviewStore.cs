using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Grains.Content.Resolution;

/// <summary>Where pairs of titles wait that may be one. Each pair is kept once, decided or not.</summary>
public interface ITitleReviewStore
{
    /// <summary>Up to which version of the catalogue titles were compared.</summary>
    Task<long> GetCheckedVersionAsync(CancellationToken cancellationToken);

    /// <summary>Adds the pairs that are not there yet, and remembers up to which version titles were compared, in one commit.</summary>
    Task AddAsync(IReadOnlyList<DoubtfulPair> pairs, long checkedVersion, CancellationToken cancellationToken);

    /// <summary>Pairs without a decision after a number, in the order of their numbers.</summary>
    Task<TitleReviewPage> ListAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>A pair, and whether it was decided on; null where there is none.</summary>
    Task<(TitleReview Review, bool IsDecided)?> FindAsync(long reviewId, CancellationToken cancellationToken);

    /// <summary>Writes down what was decided.</summary>
    Task DecideAsync(long reviewId, TitleReviewDecision decision, CancellationToken cancellationToken);
}

/// <summary>Two titles that may be one.</summary>
/// <param name="FirstId">The lesser canonical id.</param>
/// <param name="SecondId">The greater canonical id.</param>
/// <param name="Score">How much speaks for it, from 0 to 1.</param>
/// <param name="Reasons">What speaks for and against it.</param>
public sealed record DoubtfulPair(string FirstId, string SecondId, decimal Score, IReadOnlyList<string> Reasons);
