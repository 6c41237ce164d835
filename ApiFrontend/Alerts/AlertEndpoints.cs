using System.Globalization;
using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Alerts;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Alerts;

/// <summary>What happened to titles on the caller's list, on the services that the caller has.</summary>
public static class AlertEndpoints
{
    private const string CursorScope = "alerts";

    /// <summary>Maps the route.</summary>
    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/alerts", ReadAsync)
            .RequireAuthorization()
            .WithTags("Watchlist")
            .WithSummary("Titles on the list that arrived on, left or will soon leave a service that the caller has connected, newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<Results<Ok<AlertsResponse>, ProblemHttpResult>> ReadAsync(
        int? limit, string? cursor, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var count = faults.Limit(limit);
        var after = faults.Cursor<long?>(CursorScope, cursor, first: null);
        if (faults.Any) return faults.ToProblem();

        // Heals what a request that was cut off, or services connected before there were alerts, left unwatched.
        if (after is null && await grains.GetGrain<IUserAccountGrain>(caller.UserId()).GetProfileAsync(cancellationToken) is { } profile)
        {
            await AlertWatch.TellAsync(grains, profile, cancellationToken);
        }

        var page = await grains.GetGrain<IAlertGrain>(caller.UserId()).ListAsync(count, after, cancellationToken);
        return TypedResults.Ok(new AlertsResponse(
            [.. page.Alerts.Select(AlertResponse.Of)], page.Total, page.Next is { } next ? PageCursor.Write(CursorScope, next) : null));
    }
}

/// <summary>A part of the caller's alerts.</summary>
/// <param name="Items">The alerts, newest first.</param>
/// <param name="Total">How many are kept in all: the newest 100.</param>
/// <param name="NextCursor">Where the next part starts; null at the end.</param>
public sealed record AlertsResponse(IReadOnlyList<AlertResponse> Items, int Total, string? NextCursor);

/// <summary>One alert.</summary>
/// <param name="AlertId">Names it among the caller's.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ContentId">The canonical id of the title.</param>
/// <param name="Title">The title.</param>
/// <param name="Platform">The service.</param>
/// <param name="Region">The region.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="LeavesAt">When it leaves, or left; null where that is not known.</param>
public sealed record AlertResponse(
    string AlertId, AlertKind Kind, string ContentId, string Title, string Platform, string Region, DateTimeOffset At, DateTimeOffset? LeavesAt)
{
    /// <summary>The answer for an alert.</summary>
    internal static AlertResponse Of(TitleAlert alert) => new(
        alert.Number.ToString(CultureInfo.InvariantCulture), alert.Kind, alert.ContentId, alert.Title, alert.Platform, alert.Region, alert.At, alert.LeavesAt);
}
