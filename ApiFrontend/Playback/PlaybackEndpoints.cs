using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.ApiFrontend.Watchlist;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Playback;
using MediaGateway.Domain.Security;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Playback;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Playback;

/// <summary>What the caller plays: sessions, their heartbeats, where a title was left, and going on elsewhere.</summary>
public static class PlaybackEndpoints
{
    internal const int MostPlatformCharacters = 64;

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapPlayback(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/playback").WithTags("Playback")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/session", StartAsync)
            .Idempotent()
            .RequireAuthorization()
            .WithSummary("Starts to play a title on a device, which then plays nothing else.");
        group.MapPut("/session/{sessionId}/heartbeat", TakeHeartbeatAsync)
            .RequireAuthorization(Policies.Playback)
            .WithSummary("Takes in where a player is: every 30 seconds, and at every change of its state.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapGet("/position", ReadPositionAsync)
            .RequireAuthorization()
            .WithSummary("Where a title was left.");
        group.MapPost("/handoff", HandOffAsync)
            .RequireAuthorization()
            .WithSummary("Has another device go on where this one is.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        return routes;
    }

    private static async Task<Results<Created<PlaybackSessionResponse>, ProblemHttpResult>> StartAsync(
        PlaybackSessionRequest request, ClaimsPrincipal caller, IClusterClient cluster, NewIds ids, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        if (faults.Text("content_id", request.ContentId, 1, SyncLimits.MaxContentIdLength))
        {
            var parsed = ContentId.TryParse(request.ContentId, out _, out var reason);
            faults.Check("content_id", parsed, reason ?? "");
        }

        if (faults.Text("platform", request.Platform, 1, MostPlatformCharacters))
            faults.Check("platform", PlatformDirectory.Find(request.Platform!) is not null, "is no platform that the gateway knows");
        faults.Text("device_id", request.DeviceId, 1, SyncLimits.MaxIdLength);
        if (faults.Any)
            return faults.ToProblem();

        var userId = caller.UserId();
        var sessionId = ids.Next("playback-session");
        // What the device has played so far is over: its last position is written down before something else begins.
        var earlier = await cluster.GetGrain<IDeviceGrain>(request.DeviceId!).ReadSessionAsync(userId, cancellationToken);
        if (earlier is not null && earlier != sessionId)
            await cluster.GetGrain<IPlaybackSessionGrain>(earlier).EndAsync(userId, cancellationToken);

        var token = SessionToken.Create(sessionId);
        var start = new PlaybackStart(request.ContentId!, request.Platform!, request.DeviceId!, OpaqueToken.Hash(token));
        var started = await cluster.GetGrain<IPlaybackSessionGrain>(sessionId).StartAsync(userId, start, cancellationToken);
        return started.Outcome is PlaybackOutcome.Done
            ? TypedResults.Created((string?)null, new PlaybackSessionResponse(sessionId, token, started.Url!, started.ResumePositionMs))
            : PlaybackProblems.Of(started.Outcome, request.ContentId);
    }

    private static async Task<Results<Ok<HeartbeatResponse>, ProblemHttpResult>> TakeHeartbeatAsync(
        string sessionId, HeartbeatRequest request, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        if (faults.Required("position_ms", request.PositionMs))
        {
            faults.Range("position_ms", request.PositionMs, 0, SyncLimits.MaxPositionMs);
            faults.Check("position_ms", !(request.PositionMs > request.DurationMs), "must not be beyond duration_ms");
        }

        faults.Range("duration_ms", request.DurationMs, 1, SyncLimits.MaxPositionMs);
        faults.Required("state", request.State);
        if (faults.Any)
            return faults.ToProblem();
        if (caller.ReporterOf(sessionId) is not { } userId)
            return PlaybackProblems.Of(PlaybackOutcome.UnknownSession);

        var heartbeat = new Heartbeat(request.PositionMs!.Value, request.DurationMs, request.State!.Value);
        var answer = await cluster.GetGrain<IPlaybackSessionGrain>(sessionId).TakeHeartbeatAsync(userId, heartbeat, cancellationToken);
        return answer.Outcome is PlaybackOutcome.Done
            ? TypedResults.Ok(new HeartbeatResponse(answer.PositionMs, answer.IsDurable, answer.IsWatched, NextTitleResponse.Of(answer.Next)))
            : PlaybackProblems.Of(answer.Outcome);
    }

    private static async Task<Results<Ok<PositionResponse>, ProblemHttpResult>> ReadPositionAsync(
        [FromQuery(Name = "content_id")] string? contentId, ClaimsPrincipal caller, IClusterClient cluster, TitleLookup titles, CancellationToken cancellationToken)
    {
        if (!ContentId.TryParse(contentId, out var id, out var reason))
            return Problem.InvalidField("content_id", contentId is null ? "is required" : reason);
        var title = await titles.DescribeAsync(id.Value, cancellationToken);
        var reading = await cluster.GetGrain<IUserGrain>(caller.UserId()).ReadPositionAsync(title?.ContentId ?? id.Value, cancellationToken);
        if (reading.Outcome is not CommitOutcome.Committed)
            return CommitProblems.Of(reading.Outcome);
        // What the catalogue has forgotten may still have a position.
        if (title is null && reading.Position is null)
            return PlaybackProblems.Of(PlaybackOutcome.UnknownContent, id.Value);
        var canonical = reading.Position?.ContentId ?? title!.ContentId;
        return TypedResults.Ok(new PositionResponse(
            canonical,
            canonical == id.Value ? null : id.Value,
            reading.Position?.PositionMs ?? 0,
            reading.Position is { } position ? DateTimeOffset.FromUnixTimeMilliseconds(position.Hlc.Physical) : null,
            reading.Position?.DeviceId));
    }

    private static async Task<Results<Accepted<HandoffResponse>, ProblemHttpResult>> HandOffAsync(
        HandoffRequest request, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        faults.Text("session_id", request.SessionId, 1, SyncLimits.MaxIdLength);
        faults.Text("target_device_id", request.TargetDeviceId, 1, SyncLimits.MaxIdLength);
        if (faults.Any)
            return faults.ToProblem();
        var answer = await cluster.GetGrain<IPlaybackSessionGrain>(request.SessionId!).HandOffAsync(caller.UserId(), request.TargetDeviceId!, cancellationToken);
        return answer.Outcome is PlaybackOutcome.Done
            ? TypedResults.Accepted((string?)null, new HandoffResponse(answer.Level, answer.DeepLink!))
            : PlaybackProblems.Of(answer.Outcome);
    }
}
