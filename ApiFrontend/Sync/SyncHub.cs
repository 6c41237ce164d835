using System.Text.Json;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>The live side of sync. A connection first says which device it is; what a method refuses it refuses with <c>code: reason</c>.</summary>
[Authorize]
internal sealed class SyncHub(LiveConnections connections, OperationIntake intake, IClusterClient cluster, TimeProvider time) : Hub<ISyncClient>
{
    private string UserId => (Context.User ?? throw new HubException("unauthorized: no account")).UserId();

    /// <summary>Says which device this is and up to where it has the log; what comes after follows. Called again it starts anew.</summary>
    public async Task<ConnectAnswer> Connect(string? deviceId, long? since, string? logEpoch)
    {
        if (string.IsNullOrEmpty(deviceId))
            throw new HubException("invalid_request: device_id is missing");
        if (since < 0)
            throw new HubException("invalid_request: since must be a sequence number");
        var device = new LiveDevice(UserId, deviceId, Context.ConnectionId);
        var opened = await connections.OpenAsync(device, since, logEpoch, Clients.Caller, Context.Abort, Context.ConnectionAborted);
        return opened switch
        {
            { Outcome: OpenOutcome.Opened, Clock: { } clock } => new ConnectAnswer(clock.Head.Seq, clock.Head.LogEpoch, clock.Hlc, time.GetUtcNow()),
            { Outcome: OpenOutcome.TooManyConnections } => throw new HubException("too_many_connections: end another connection first"),
            { Outcome: OpenOutcome.Unavailable } => throw new HubException("storage_unavailable: try again shortly"),
            _ => throw new HubException("unknown_device: no device of yours is registered by this id"),
        };
    }

    /// <summary>Applies operations of this device.</summary>
    public async Task<SyncOpsResponse> Apply(IReadOnlyList<JsonElement>? ops)
    {
        var device = ConnectedDevice();
        if (ops is not { Count: >= 1 and <= SyncLimits.MaxBatch })
            throw new HubException($"invalid_request: ops must hold 1 to {SyncLimits.MaxBatch} operations");
        var result = await intake.SubmitAsync(device.UserId, device.DeviceId, ops, Context.ConnectionAborted);
        return result.Response ?? throw new HubException(result.Outcome switch
        {
            CommitOutcome.Overloaded => "overloaded: too many changes are waiting to be stored, try again in 1 s",
            CommitOutcome.Unavailable => "storage_unavailable: the database does not answer, send the same again in 5 s",
            CommitOutcome.TooLarge => "batch_too_large: send fewer operations at once",
            _ => "unknown_device: no device of yours is registered by this id",
        });
    }

    /// <summary>Says that this device has everything up to and including a number.</summary>
    public async Task Acknowledge(long seq)
    {
        var device = ConnectedDevice();
        if (seq < 0)
            throw new HubException("invalid_request: seq must be a sequence number");
        if (!await cluster.GetGrain<IUserGrain>(device.UserId).AcknowledgeAsync(device.DeviceId, seq, Context.ConnectionAborted))
            throw new HubException("unknown_device: no device of yours is registered by this id");
    }

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await connections.CloseAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }

    private LiveDevice ConnectedDevice() =>
        connections.DeviceOf(Context.ConnectionId) ?? throw new HubException("not_connected: call Connect first");
}
