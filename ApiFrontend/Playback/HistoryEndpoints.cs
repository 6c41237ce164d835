using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.ApiFrontend.Watchlist;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Playback;

/// <summary>What the caller has watched.</summary>
public static class HistoryEndpoints
{
    private const string CursorScope = "history";

    /// <summary>Where reading the history starts: what snapshots name as <c>plays_cursor</c>.</summary>
    internal static string StartCursor { get; } = PageCursor.Write(CursorScope, PlayCursor.Start);

    /// <summary>Maps the route.</summary>
    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/history", ReadAsync)
            .RequireAuthorization()
            .WithTags("Playback")
            .WithSummary("What the caller has watched, newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<Results<Ok<HistoryResponse>, ProblemHttpResult>> ReadAsync(
        int? limit, string? cursor, ClaimsPrincipal caller, IClusterClient cluster, TitleLookup titles, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var count = faults.Limit(limit);
        var after = faults.Cursor<PlayCursor?>(CursorScope, cursor, first: null);
        if (faults.Any)
            return faults.ToProblem();
        if (await cluster.GetGrain<IUserGrain>(caller.UserId()).ReadPlaysAsync(after, count, cancellationToken) is not { } page)
            return CommitProblems.Of(CommitOutcome.Unavailable);
        var described = await titles.DescribeAsync([.. page.Plays.Select(play => play.ContentId)], cancellationToken);
        return TypedResults.Ok(new HistoryResponse(
            [.. page.Plays.Select((play, index) => new PlayResponse(play.PlayId, play.ContentId, described[index]?.Title, play.WatchedAt, play.Completed, play.PositionMs))],
            page.Total,
            page.Next is { } next ? PageCursor.Write(CursorScope, next) : null,
            page.Seq));
    }
}

/// <summary>A part of the history.</summary>
/// <param name="Items">The plays, newest first.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="NextCursor">Where the next part starts; null at the end.</param>
/// <param name="Seq">The number of the log entry up to which the history counts.</param>
public sealed record HistoryResponse(IReadOnlyList<PlayResponse> Items, int Total, string? NextCursor, long Seq);

/// <summary>One time that a title was watched.</summary>
/// <param name="PlayId">The play.</param>
/// <param name="ContentId">The canonical id of the title.</param>
/// <param name="Title">The title; null when the catalogue does not know it any more.</param>
/// <param name="WatchedAt">When.</param>
/// <param name="Completed">Whether to the end.</param>
/// <param name="PositionMs">How far, in milliseconds; null where that is not known.</param>
public sealed record PlayResponse(string PlayId, string ContentId, string? Title, DateTimeOffset WatchedAt, bool Completed, long? PositionMs);
