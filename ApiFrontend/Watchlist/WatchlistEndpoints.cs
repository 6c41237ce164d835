using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Catalogue;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Watchlist;

/// <summary>The list of the caller, by plain verbs: the server makes one operation of each.</summary>
public static class WatchlistEndpoints
{
    private const string CursorScope = "watchlist";

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapWatchlist(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/watchlist").RequireAuthorization().WithTags("Watchlist");
        group.MapGet("", ReadAsync)
            .WithSummary("The list, in the user's order.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPut("/{contentId}", PutAsync)
            .WithSummary("Puts a title on the list.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("/{contentId}", DeleteAsync)
            .WithSummary("Takes a title off the list.")
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/{contentId}/move", MoveAsync)
            .WithSummary("Moves a title within the list.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<Results<Ok<WatchlistResponse>, ProblemHttpResult>> ReadAsync(
        int? limit, string? cursor, ClaimsPrincipal caller, IClusterClient cluster, TitleLookup titles, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var count = faults.Limit(limit);
        var after = faults.Cursor<WatchlistCursor?>(CursorScope, cursor, first: null);
        if (faults.Any)
            return faults.ToProblem();
        var page = await cluster.GetGrain<IUserGrain>(caller.UserId()).ReadWatchlistAsync(after, count, cancellationToken);
        if (page is null)
            return CommitProblems.Of(CommitOutcome.Unavailable);
        var described = await titles.DescribeAsync([.. page.Items.Select(item => item.ContentId)], cancellationToken);
        return TypedResults.Ok(new WatchlistResponse(
            [.. page.Items.Select((item, index) => Join(item, described[index]))], page.Total, page.Next is { } next ? PageCursor.Write(CursorScope, next) : null, page.Seq));
    }

    private static async Task<Results<Created<WatchlistItemResponse>, Ok<WatchlistItemResponse>, ProblemHttpResult>> PutAsync(
        string contentId,
        WatchlistPutRequest? request,
        ClaimsPrincipal caller,
        WatchlistAdditions additions,
        PlacementReader placements,
        NewIds ids,
        CancellationToken cancellationToken)
    {
        contentId = PathText.Unescape(contentId);
        var placement = await placements.ReadAsync(request?.After ?? default, cancellationToken);
        return placement.Failed
            ? placement.Fault
            : await additions.AddAsync(caller.UserId(), ids.Next("operation"), [contentId], request?.Source ?? WatchlistSource.Manual, placement.Placement, cancellationToken);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string contentId, ClaimsPrincipal caller, IClusterClient cluster, TitleLookup titles, CancellationToken cancellationToken)
    {
        contentId = PathText.Unescape(contentId);
        // What the catalogue has forgotten may still be on the list, under the id that is asked for.
        var title = await titles.DescribeAsync(contentId, cancellationToken);
        var answer = await cluster.GetGrain<IUserGrain>(caller.UserId()).RemoveFromWatchlistAsync(title?.ContentId ?? contentId, cancellationToken);
        return answer.Outcome is CommitOutcome.Committed ? TypedResults.NoContent() : CommitProblems.Of(answer.Outcome);
    }

    private static async Task<Results<Ok<WatchlistItemResponse>, ProblemHttpResult>> MoveAsync(
        string contentId,
        WatchlistMoveRequest request,
        ClaimsPrincipal caller,
        IClusterClient cluster,
        TitleLookup titles,
        PlacementReader placements,
        CancellationToken cancellationToken)
    {
        contentId = PathText.Unescape(contentId);
        var placement = await placements.ReadAsync(request.After, cancellationToken);
        if (placement.Failed)
            return placement.Fault;
        if (placement.Placement.Kind is PlacementKind.Unstated)
            return Problem.InvalidField("after", "is required: the title to come after, or null to come first");

        var title = await titles.DescribeAsync(contentId, cancellationToken);
        var answer = await cluster.GetGrain<IUserGrain>(caller.UserId()).MoveOnWatchlistAsync(title?.ContentId ?? contentId, placement.Placement, cancellationToken);
        if (answer.Outcome is not CommitOutcome.Committed)
            return CommitProblems.Of(answer.Outcome);
        return answer switch
        {
            { Refusal: { } refusal } => CommitProblems.Of(refusal),
            { Item: { } item } => TypedResults.Ok(Join(item, title, contentId)),
            // Another device took it off between the commit and the answer.
            _ => CommitProblems.NotOnWatchlist(contentId),
        };
    }

    /// <summary>An item of the list with what the catalogue says of it.</summary>
    internal static WatchlistItemResponse Join(ListedTitle item, TitleDescription? title, string? requestedId = null) =>
        new(
            item.ContentId,
            requestedId == item.ContentId ? null : requestedId,
            title?.Title,
            title?.Type,
            title?.Year,
            item.AddedAt,
            item.Source,
            item.Position);
}
