using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Watchlist;

/// <summary>The list by the name that platforms' buttons use: what a platform shows is put on the list by the platform's own id.</summary>
public static class QueueEndpoints
{
    internal const int MostPlatformCharacters = 64;
    internal const int MostTitleCharacters = 500;

    /// <summary>Maps the route.</summary>
    public static IEndpointRouteBuilder MapQueue(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/queue/add", AddAsync)
            .Idempotent()
            .RequireAuthorization()
            .WithTags("Watchlist")
            .WithSummary("Puts a title on the list by a platform's own id.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<Results<Created<WatchlistItemResponse>, Ok<WatchlistItemResponse>, ProblemHttpResult>> AddAsync(
        QueueAddRequest request, ClaimsPrincipal caller, WatchlistAdditions additions, NewIds newIds, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        faults.Text("platform", request.Platform, 1, MostPlatformCharacters);
        faults.Text("content_id", request.ContentId, 1, SyncLimits.MaxContentIdLength);
        faults.OptionalText("title", request.Title, 1, MostTitleCharacters);
        if (faults.Any)
            return faults.ToProblem();

        // The platform's own id comes before one that happens to look the same elsewhere.
        string[] ids = [$"{request.Platform}:{request.ContentId}", request.ContentId!];
        return await additions.AddAsync(caller.UserId(), newIds.Next("operation"), ids, WatchlistSource.Manual, Placement.Unstated, cancellationToken);
    }
}
