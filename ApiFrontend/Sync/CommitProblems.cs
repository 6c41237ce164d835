using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>What a client is told when its change was not committed.</summary>
internal static class CommitProblems
{
    /// <summary>How long to wait when too much is under way, in seconds.</summary>
    public const int OverloadedRetryAfter = 1;

    /// <summary>How long to wait when the database does not answer, in seconds.</summary>
    public const int UnavailableRetryAfter = 5;

    /// <summary>The problem that stands for an outcome other than <see cref="CommitOutcome.Committed"/>.</summary>
    public static ProblemHttpResult Of(CommitOutcome outcome) => outcome switch
    {
        CommitOutcome.UnknownDevice => UnknownDevice(),
        CommitOutcome.TooLarge => Problem.Of(StatusCodes.Status413PayloadTooLarge, "batch_too_large", $"A batch has at most {SyncLimits.MaxBatch} operations."),
        CommitOutcome.Overloaded => Problem.Of(StatusCodes.Status429TooManyRequests, "overloaded", "Too many changes are waiting to be stored. Nothing was done.", retryAfter: OverloadedRetryAfter),
        CommitOutcome.Unavailable => Problem.Of(StatusCodes.Status503ServiceUnavailable, "storage_unavailable", "The database does not answer. Send the same again.", retryAfter: UnavailableRetryAfter),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "It is no failure."),
    };

    /// <summary>The problem that stands for a refused operation of the server's.</summary>
    public static ProblemHttpResult Of(OperationRefusal refusal) => refusal.Error switch
    {
        RefusalCodes.UnknownContent or RefusalCodes.NotInWatchlist => Problem.NotFound(refusal.Error, refusal.Message),
        RefusalCodes.InvalidAnchor => Problem.Of(StatusCodes.Status400BadRequest, refusal.Error, refusal.Message, Field("after", refusal.Message)),
        _ => Problem.Of(StatusCodes.Status400BadRequest, refusal.Error, refusal.Message, refusal.Field is { } field ? Field(field, refusal.Message) : null),
    };

    /// <summary>The device is not there, or not the caller's.</summary>
    public static ProblemHttpResult UnknownDevice() =>
        Problem.NotFound("unknown_device", "No device of yours is registered by this id.");

    /// <summary>The title is not on the list.</summary>
    public static ProblemHttpResult NotOnWatchlist(string contentId) =>
        Problem.NotFound(RefusalCodes.NotInWatchlist, $"'{contentId}' is not on the list.");

    private static Dictionary<string, string[]> Field(string field, string reason) => new() { [field] = [reason] };
}
