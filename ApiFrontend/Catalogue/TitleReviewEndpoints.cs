using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>Pairs of titles that may be one: what waits for an operator, and what the operator says.</summary>
public static class TitleReviewEndpoints
{
    private const string CursorScope = "title-reviews";

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapTitleReviews(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/admin/catalogue/reviews").RequireAuthorization(Policies.Admin).WithTags("Operating")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("", ListAsync).WithSummary("Titles that may be one and wait for a decision, with what speaks for and against it.");
        group.MapPost("/{reviewId:long}", DecideAsync).WithSummary("Merges the two titles of a pair, or keeps them apart for good.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<Results<Ok<TitleReviewsResponse>, ProblemHttpResult>> ListAsync(
        int? limit, string? cursor, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var count = faults.Limit(limit);
        var after = faults.Cursor(CursorScope, cursor, 0L);
        if (faults.Any) return faults.ToProblem();
        // One more than asked for tells whether another page follows.
        var page = await Reviews(grains).ListAsync(after, count + 1, cancellationToken);
        var next = page.Reviews.Count > count ? PageCursor.Write(CursorScope, page.Reviews[count - 1].ReviewId) : null;
        return TypedResults.Ok(new TitleReviewsResponse([.. page.Reviews.Take(count)], page.Total, next));
    }

    private static async Task<Results<Ok<TitleReviewResponse>, ProblemHttpResult>> DecideAsync(
        long reviewId, TitleReviewRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        if (!faults.Required("decision", request.Decision)) return faults.ToProblem();
        var decision = request.Decision!.Value;
        return await Reviews(grains).DecideAsync(reviewId, decision, cancellationToken) switch
        {
            TitleReviewOutcome.Done => TypedResults.Ok(new TitleReviewResponse(reviewId, decision)),
            TitleReviewOutcome.Unknown => Problem.NotFound("unknown_review", $"There is no pair {reviewId}."),
            TitleReviewOutcome.DecidedBefore => Problem.Conflict("already_decided", $"Pair {reviewId} was decided on before."),
            _ => Problem.Conflict("review_overtaken", $"The titles of pair {reviewId} are no longer two; there is nothing to decide."),
        };
    }

    private static ITitleReviewGrain Reviews(IGrainFactory grains) => grains.GetGrain<ITitleReviewGrain>(ITitleReviewGrain.Key);
}
