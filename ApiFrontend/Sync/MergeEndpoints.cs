using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>What was decided for the caller where devices wanted different things.</summary>
public static class MergeEndpoints
{
    private const string CursorScope = "merges";

    /// <summary>Maps the route.</summary>
    public static IEndpointRouteBuilder MapMerges(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/sync/merges", ReadAsync)
            .RequireAuthorization()
            .WithTags("Sync")
            .WithSummary("What was decided where devices wanted different things, newest first: what counts, what was lost, and why.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<Results<Ok<MergesResponse>, ProblemHttpResult>> ReadAsync(
        int? limit, string? cursor, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var count = faults.Limit(limit);
        var before = faults.Cursor<long?>(CursorScope, cursor, first: null);
        if (faults.Any)
            return faults.ToProblem();
        if (await cluster.GetGrain<IUserGrain>(caller.UserId()).ReadMergesAsync(before, count, cancellationToken) is not { } page)
            return CommitProblems.Of(CommitOutcome.Unavailable);
        return TypedResults.Ok(new MergesResponse(
            [.. page.Accounts.Select(MergeResponse.Of)], page.Total, page.Next is { } next ? PageCursor.Write(CursorScope, next) : null));
    }
}

/// <summary>A part of the caller's merges.</summary>
/// <param name="Items">The merges, newest first.</param>
/// <param name="Total">How many are kept in all: the newest 200.</param>
/// <param name="NextCursor">Where the next part starts; null at the end.</param>
public sealed record MergesResponse(IReadOnlyList<MergeResponse> Items, int Total, string? NextCursor);

/// <summary>One decision.</summary>
/// <param name="Seq">The number, in the log, of the operation that brought it to a decision.</param>
/// <param name="Reason">Why: <c>older_write, newer_write, add_not_seen, add_cancelled, play_removed</c>.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Subject">What it was about: a content id, a play id or the name of a preference.</param>
/// <param name="Kept">What counts.</param>
/// <param name="Lost">What does not.</param>
public sealed record MergeResponse(long Seq, string Reason, string Message, string Subject, MergeSide Kept, MergeSide Lost)
{
    /// <summary>The answer for an account.</summary>
    internal static MergeResponse Of(MergeAccount account) =>
        new(account.Seq, account.Reason, InWords(account.Reason), account.Subject, account.Kept, account.Lost);

    private static string InWords(string reason) => reason switch
    {
        MergeReasons.OlderWrite => "A later write was there already, so the one that arrived changed nothing.",
        MergeReasons.NewerWrite => "The write that arrived is later than what another device had written, and replaced it.",
        MergeReasons.AddNotSeen => "The title stays on the list: the device that removed it had not seen this add.",
        MergeReasons.AddCancelled => "The title was removed by a device that had seen this add, before the add itself arrived.",
        MergeReasons.PlayRemoved => "The play was removed from the history, which is final.",
        _ => reason,
    };
}
