using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaGateway.Grains.Devices;

/// <summary>One device: what its owner said of it, stored; the connections it holds and how far it has played, in memory.</summary>
public sealed partial class DeviceGrain : Grain, IDeviceGrain
{
    private readonly IPersistentState<DeviceState> _stored;
    private readonly DeviceOptions _options;
    private readonly TimeProvider _time;
    private readonly DeviceConnections _connections;
    private readonly DevicePlayback _playback;

    /// <summary>Made by the runtime.</summary>
    public DeviceGrain([PersistentState("device", "Default")] IPersistentState<DeviceState> stored, IOptions<DeviceOptions> options, TimeProvider time)
    {
        _stored = stored;
        _options = options.Value;
        _time = time;
        _connections = new DeviceConnections(_options, time);
        _playback = new DevicePlayback(time);
    }

    private string DeviceId => this.GetPrimaryKeyString();

    private DeviceState Device => _stored.State;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Device.IsOnline)
        {
            _connections.Presume();
            WatchPresence();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<DeviceRegistered> RegisterAsync(string userId, DeviceRegistration registration, CancellationToken cancellationToken)
    {
        if (Device.OwnerId is { } owner && owner != userId)
            return new DeviceRegistered(DeviceRegistrationOutcome.Taken, null);

        // The user's list comes first: it holds the limit, and a device in it that has no owner yet is mended by registering again.
        if (!await UserOf(userId).AttachDeviceAsync(DeviceId, cancellationToken))
            return new DeviceRegistered(DeviceRegistrationOutcome.TooMany, null);

        await StoreAsync(Device with
        {
            OwnerId = userId,
            Name = registration.DeviceName,
            Type = registration.DeviceType,
            Capabilities = registration.Capabilities,
            LastSeen = _time.GetUtcNow(),
        }, cancellationToken);
        AnnounceStateSoon();
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
        await StoreAsync(Device with
        {
            Name = change.DeviceName ?? Device.Name,
            Type = change.DeviceType ?? Device.Type,
            Capabilities = change.Capabilities ?? Device.Capabilities,
        }, cancellationToken);
        AnnounceStateSoon();
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
    public async Task<bool> PlayAsync(string userId, string sessionId, DeviceActivity activity, CancellationToken cancellationToken)
    {
        if (!IsOf(userId))
            return false;
        if (Device.SessionId != sessionId)
            await StoreAsync(Device with { SessionId = sessionId }, cancellationToken);
        Say(activity);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> ReportActivityAsync(string userId, string sessionId, DeviceActivity? activity, CancellationToken cancellationToken)
    {
        if (!IsOf(userId) || Device.SessionId != sessionId)
            return false;
        if (activity is null)
            await StoreAsync(Device with { SessionId = null }, cancellationToken);
        Say(activity);
        return true;
    }

    /// <inheritdoc/>
    public Task<string?> ReadSessionAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(IsOf(userId) ? Device.SessionId : null);

    private bool IsOf(string userId) => Device.OwnerId == userId;

    private IUserGrain UserOf(string userId) => GrainFactory.GetGrain<IUserGrain>(userId);

    private void Say(DeviceActivity? activity)
    {
        var before = _playback.Activity?.Watching;
        _playback.Say(activity);
        // How far it is, the log says; the others are told when it plays something else.
        if (before != activity?.Watching)
            AnnounceStateSoon();
    }

    private DeviceDescription Describe()
    {
        var isThere = _connections.IsThere;
        return new DeviceDescription(
            DeviceId,
            Device.Name,
            Device.Type,
            Device.Capabilities,
            isThere ? DeviceStatus.Online : DeviceStatus.Offline,
            isThere ? _time.GetUtcNow() : Device.LastSeen,
            _playback.Activity);
    }

    private async Task StoreAsync(DeviceState next, CancellationToken cancellationToken)
    {
        var before = Device;
        _stored.State = next;
        try
        {
            if (next.OwnerId is null)
                await _stored.ClearStateAsync(cancellationToken);
            else
                await _stored.WriteStateAsync(cancellationToken);
        }
        catch
        {
            _stored.State = before;
            throw;
        }
    }
}
