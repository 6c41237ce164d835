using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Playback;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Devices;

/// <summary>The caller's devices.</summary>
public static class DeviceEndpoints
{
    private const string CursorScope = "devices";

    internal const int MostIdCharacters = 64;
    internal const int MostNameCharacters = 100;

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapDevices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/devices").RequireAuthorization().WithTags("Devices");
        group.MapPost("", RegisterAsync)
            .Idempotent()
            .WithSummary("Registers a device, or says anew what it is.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("", ListAsync)
            .WithSummary("The caller's devices.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{deviceId}", ReadAsync)
            .WithSummary("One device.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPatch("/{deviceId}", ChangeAsync)
            .WithSummary("Changes what is known of a device.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{deviceId}", RemoveAsync)
            .WithSummary("Takes a device from the caller and ends its connections.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Results<Created<DeviceDescription>, ProblemHttpResult>> RegisterAsync(
        DeviceRegisterRequest request, ClaimsPrincipal caller, IClusterClient cluster, NewIds ids, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        faults.OptionalText("device_id", request.DeviceId, 1, MostIdCharacters);
        faults.Text("device_name", request.DeviceName, 1, MostNameCharacters);
        faults.Required("device_type", request.DeviceType);
        if (faults.Any)
            return faults.ToProblem();

        var registration = new DeviceRegistration(request.DeviceName!, request.DeviceType!.Value, request.Capabilities ?? new DeviceCapabilities());
        var deviceId = request.DeviceId ?? ids.Next("device");
        var answer = await cluster.GetGrain<IDeviceGrain>(deviceId).RegisterAsync(caller.UserId(), registration, cancellationToken);
        return answer switch
        {
            { Device: { } device } => TypedResults.Created($"/api/v1/devices/{Uri.EscapeDataString(deviceId)}", device),
            { Outcome: DeviceRegistrationOutcome.TooMany } => Problem.Conflict("too_many_devices", "Remove a device before you add another."),
            _ => Problem.Conflict("device_id_taken", "This id is in use. Leave it out to get a new one."),
        };
    }

    private static async Task<Results<Ok<DevicesResponse>, ProblemHttpResult>> ListAsync(
        int? limit, string? cursor, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var count = faults.Limit(limit);
        var last = faults.Cursor<string?>(CursorScope, cursor, first: null);
        if (faults.Any)
            return faults.ToProblem();

        var userId = caller.UserId();
        var ids = await cluster.GetGrain<IUserGrain>(userId).ReadDevicesAsync(cancellationToken);
        // A device that was removed meanwhile leaves the next page to begin anew rather than to end the list.
        var start = last is null ? 0 : ids.Index().FirstOrDefault(entry => entry.Item == last, (Index: -1, Item: "")).Index + 1;
        var page = ids.Skip(start).Take(count).ToList();
        var devices = await Task.WhenAll(page.Select(id => cluster.GetGrain<IDeviceGrain>(id).DescribeAsync(userId, cancellationToken)));
        return TypedResults.Ok(new DevicesResponse(
            [.. devices.OfType<DeviceDescription>()], ids.Count, start + page.Count < ids.Count ? PageCursor.Write(CursorScope, page[^1]) : null));
    }

    private static async Task<Results<Ok<DeviceDescription>, ProblemHttpResult>> ReadAsync(
        string deviceId, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        await cluster.GetGrain<IDeviceGrain>(deviceId).DescribeAsync(caller.UserId(), cancellationToken) is { } device
            ? TypedResults.Ok(device)
            : NotThere();

    private static async Task<Results<Ok<DeviceDescription>, ProblemHttpResult>> ChangeAsync(
        string deviceId, DeviceChangeRequest request, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        faults.OptionalText("device_name", request.DeviceName, 1, MostNameCharacters);
        if (faults.Any)
            return faults.ToProblem();
        var change = new DeviceChange(request.DeviceName, request.DeviceType, request.Capabilities);
        return await cluster.GetGrain<IDeviceGrain>(deviceId).ChangeAsync(caller.UserId(), change, cancellationToken) is { } device
            ? TypedResults.Ok(device)
            : NotThere();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string deviceId, ClaimsPrincipal caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var userId = caller.UserId();
        var device = cluster.GetGrain<IDeviceGrain>(deviceId);
        // What it has played so far is written down while it still is the user's.
        if (await device.ReadSessionAsync(userId, cancellationToken) is { } sessionId)
            await cluster.GetGrain<IPlaybackSessionGrain>(sessionId).EndAsync(userId, cancellationToken);
        return await device.RemoveAsync(userId, cancellationToken) ? TypedResults.NoContent() : NotThere();
    }

    private static ProblemHttpResult NotThere() => Problem.NotFound("unknown_device", "No device of yours is registered by this id.");
}
