using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;
using Orleans.Runtime;

namespace MediaGateway.Grains.Devices;

/// <summary>One device: what its owner said of it, stored; and the connections it holds now, in memory.</summary>
public sealed class DeviceGrain(
    [PersistentState("device", "Default")] IPersistentState<DeviceState> stored,
    TimeProvider time) : Grain, IDeviceGrain
{
    /// <summary>How old the stored time of the last contact may get while the device is connected.</summary>
    private static readonly TimeSpan LastSeenPrecision = TimeSpan.FromHours(1);

    private readonly DeviceConnections _connections = new(time);

    private string DeviceId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<DeviceRegistered> RegisterAsync(string userId, DeviceRegistration registration, CancellationToken cancellationToken)
    {
        if (stored.State.OwnerId is { } owner && owner != userId)
            return new DeviceRegistered(DeviceRegistrationOutcome.Taken, null);

        // The user's list comes first: it holds the limit, and a device in it that has no owner yet is mended by registering again.
        if (!await UserOf(userId).AttachDeviceAsync(DeviceId, cancellationToken))
            return new DeviceRegistered(DeviceRegistrationOutcome.TooMany, null);

        await StoreAsync(new DeviceState
        {
            OwnerId = userId,
            Name = registration.DeviceName,
            Type = registration.DeviceType,
            Capabilities = registration.Capabilities,
            LastSeen = time.GetUtcNow(),
        }, cancellationToken);
        return new DeviceRegistered(DeviceRegistrationOutcome.Registered, Describe());
    }

    /// <inheritdoc/>
    public Task<DeviceDescription?> DescribeAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(IsOf(userId) ? Describe() : null);

    /// <inheritdoc/>
    public async Task<DeviceDescription?> ChangeAsync(string userId, DeviceChange change, CancellationToken cancellationToken)
    {
        if (!IsOf(userId))
            return null;
        await StoreAsync(stored.State with
        {
            Name = change.DeviceName ?? stored.State.Name,
            Type = change.DeviceType ?? stored.State.Type,
            Capabilities = change.Capabilities ?? stored.State.Capabilities,
        }, cancellationToken);
        return Describe();
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string userId, CancellationToken cancellationToken)
    {
        if (!IsOf(userId))
            return false;
        await UserOf(userId).DetachDeviceAsync(DeviceId, cancellationToken);
        await StoreAsync(new DeviceState(), cancellationToken);
        _connections.EndAll();
        DeactivateOnIdle();
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> ConnectAsync(string userId, string connectionId, CancellationToken cancellationToken)
    {
        if (!IsOf(userId))
            return false;
        var wasOnline = _connections.Any;
        _connections.Renew(connectionId);
        if (time.GetUtcNow() - stored.State.LastSeen >= LastSeenPrecision)
            await StoreAsync(stored.State with { LastSeen = time.GetUtcNow() }, cancellationToken);
        if (!wasOnline)
            await AnnounceAsync(DeviceStatus.Online, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task DisconnectAsync(string userId, string connectionId, CancellationToken cancellationToken)
    {
        if (!IsOf(userId) || !_connections.End(connectionId) || _connections.Any)
            return;
        await AnnounceAsync(DeviceStatus.Offline, cancellationToken);
        await StoreAsync(stored.State with { LastSeen = time.GetUtcNow() }, cancellationToken);
    }

    private bool IsOf(string userId) => stored.State.OwnerId == userId;

    private IUserGrain UserOf(string userId) => GrainFactory.GetGrain<IUserGrain>(userId);

    private Task AnnounceAsync(DeviceStatus status, CancellationToken cancellationToken) =>
        UserOf(stored.State.OwnerId!).AnnouncePresenceAsync(new DevicePresence(DeviceId, status, time.GetUtcNow()), cancellationToken);

    private DeviceDescription Describe()
    {
        var online = _connections.Any;
        return new DeviceDescription(
            DeviceId,
            stored.State.Name,
            stored.State.Type,
            stored.State.Capabilities,
            online ? DeviceStatus.Online : DeviceStatus.Offline,
            online ? time.GetUtcNow() : stored.State.LastSeen,
            CurrentActivity: null);
    }

    private async Task StoreAsync(DeviceState next, CancellationToken cancellationToken)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            if (next.OwnerId is null)
                await stored.ClearStateAsync(cancellationToken);
            else
                await stored.WriteStateAsync(cancellationToken);
        }
        catch
        {
            stored.State = before;
            throw;
        }
    }
}
