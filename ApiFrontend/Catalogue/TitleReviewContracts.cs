using System.ComponentModel.DataAnnotations;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>Pairs of titles that may be one, the oldest first.</summary>
/// <param name="Reviews">The pairs of this page.</param>
/// <param name="Total">How many wait in all.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record TitleReviewsResponse(IReadOnlyList<TitleReview> Reviews, long Total, string? NextCursor);

/// <summary>What somebody says of a pair.</summary>
/// <param name="Decision">Whether they are one or two.</param>
public sealed record TitleReviewRequest([property: Required] TitleReviewDecision? Decision);

/// <summary>A pair that was decided on.</summary>
/// <param name="ReviewId">The number of the pair.</param>
/// <param name="Decision">What was decided.</param>
public sealed record TitleReviewResponse(long ReviewId, TitleReviewDecision Decision);
