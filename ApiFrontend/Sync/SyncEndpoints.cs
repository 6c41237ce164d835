using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Playback;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>The sync routes: batches of operations, what was missed, how far a device has read; and the hub.</summary>
public static class SyncEndpoints
{
    /// <summary>The path of the hub.</summary>
    public const string HubPath = "/hubs/sync";

    /// <summary>Maps the routes and the hub.</summary>
    public static IEndpointRouteBuilder MapSync(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/sync").RequireAuthorization().WithTags("Sync");
        group.MapPost("/ops", ApplyAsync)
            .WithSummary("Applies a device's batch of operations; each is answered by itself.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/state", ReadStateAsync)
            .WithSummary("What came after a sequence number or a time, or the whole state where that is shorter.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/ack", AcknowledgeAsync)
            .WithSummary("Says up to where a device has everything.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapHub<SyncHub>(HubPath);
        return routes;
    }

    private static async Task<Results<Ok<SyncOpsResponse>, ProblemHttpResult>> ApplyAsync(
        SyncOpsRequest request, ClaimsPrincipal caller, OperationIntake intake, CancellationToken cancellationToken)
    {
        if (DeviceFault(request.DeviceId) is { } fault)
            return fault;
        if (request.Ops is not { Count: >= 1 and <= SyncLimits.MaxBatch } operations)
            return Problem.InvalidField("ops", $"must hold 1 to {SyncLimits.MaxBatch} operations");
        var result = await intake.SubmitAsync(caller.UserId(), request.DeviceId!, operations, cancellationToken);
        return result.Response is { } response ? TypedResults.Ok(response) : CommitProblems.Of(result.Outcome);
    }

    private static async Task<Results<Ok<SyncStateResponse>, ProblemHttpResult>> ReadStateAsync(
        string? since,
        [FromQuery(Name = "device_id")] string? deviceId,
        [FromQuery(Name = "log_epoch")] string? logEpoch,
        int? limit,
        ClaimsPrincipal caller,
        IClusterClient cluster,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!Since.TryParse(since, out var from))
            return Problem.InvalidField("since", "must be a sequence number, a time in RFC 3339, or Unix milliseconds");
        if (limit is < 1 or > SyncLimits.MaxBatch)
            return Problem.InvalidField("limit", $"must be 1 to {SyncLimits.MaxBatch}");
        if (deviceId is not null && DeviceFault(deviceId) is { } fault)
            return fault;
        var user = cluster.GetGrain<IUserGrain>(caller.UserId());
        if (deviceId is not null && !await user.HasDeviceAsync(deviceId, cancellationToken))
            return CommitProblems.UnknownDevice();

        var query = new SyncStateQuery(from.Seq, from.Time, logEpoch, limit ?? SyncLimits.MaxBatch, HistoryEndpoints.StartCursor);
        var state = await user.ReadStateAsync(query, cancellationToken);
        if (state.Outcome is not CommitOutcome.Committed)
            return CommitProblems.Of(state.Outcome);
        return TypedResults.Ok(new SyncStateResponse(
            state.Snapshot is null ? state.Operations : null,
            state.Snapshot is { } document ? new StateDocument(document) : null,
            state.Seq,
            state.LogEpoch,
            state.More,
            time.GetUtcNow()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AcknowledgeAsync(
        SyncAckRequest request, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (DeviceFault(request.DeviceId) is { } fault)
            return fault;
        if (request.Seq is not >= 0)
            return Problem.InvalidField("seq", "must be a sequence number");
        return await cluster.GetGrain<IUserGrain>(caller.UserId()).AcknowledgeAsync(request.DeviceId!, request.Seq.Value, cancellationToken)
            ? TypedResults.NoContent()
            : CommitProblems.UnknownDevice();
    }

    private static ProblemHttpResult? DeviceFault(string? deviceId) =>
        deviceId is null ? Problem.InvalidField("device_id", "is required")
        : deviceId.Length is 0 or > SyncLimits.MaxIdLength ? Problem.InvalidField("device_id", $"must be 1 to {SyncLimits.MaxIdLength} characters")
        : null;
}
