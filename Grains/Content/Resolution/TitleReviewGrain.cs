using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Grains.Content.Resolution;

/// <summary>Lists the pairs of titles that wait for a decision, and carries decisions out. What waits is in the store.</summary>
public sealed class TitleReviewGrain(ITitleReviewStore reviews) : Grain, ITitleReviewGrain
{
    /// <inheritdoc/>
    public Task<TitleReviewPage> ListAsync(long after, int limit, CancellationToken cancellationToken) => reviews.ListAsync(after, limit, cancellationToken);

    /// <inheritdoc/>
    public async Task<TitleReviewOutcome> DecideAsync(long reviewId, TitleReviewDecision decision, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(reviewId, cancellationToken) is not var (review, isDecided)) return TitleReviewOutcome.Unknown;
        if (isDecided) return TitleReviewOutcome.DecidedBefore;
        var writer = GrainFactory.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key);
        var carriedOut = decision is TitleReviewDecision.Merge
            ? await writer.MergeAsync(review.ContentId, review.OtherId, cancellationToken)
            : await writer.DistinguishAsync(review.ContentId, review.OtherId, cancellationToken);
        // A pair that is no longer one must not wait for ever.
        await reviews.DecideAsync(reviewId, decision, cancellationToken);
        return carriedOut.Outcome is TitleDecisionOutcome.Done ? TitleReviewOutcome.Done : TitleReviewOutcome.Overtaken;
    }
}
