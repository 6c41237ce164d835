using MediaGateway.Grains.Interfaces.Users;
using Orleans.Runtime;

namespace MediaGateway.Grains.Devices;

/// <content>
/// Whether the device is there, and what the others are told. Coming is told at once; going after the grace; changes at
/// most once in the time for which they are collected.
/// </content>
public sealed partial class DeviceGrain
{
    /// <summary>How old the stored time of the last contact may get while the device is connected.</summary>
    private static readonly TimeSpan LastSeenPrecision = TimeSpan.FromHours(1);

    /// <summary>How long to wait before the others are told again, when they could not be.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _stateDueAt;
    private IGrainTimer? _watch;

    /// <inheritdoc/>
    public async Task<bool> ConnectAsync(string userId, string connectionId, CancellationToken cancellationToken)
    {
        if (!IsOf(userId))
            return false;
        _connections.Renew(connectionId);
        await AnnounceWhatChangedAsync(cancellationToken);
        if (_time.GetUtcNow() - Device.LastSeen >= LastSeenPrecision)
            await StoreAsync(Device with { LastSeen = _time.GetUtcNow() }, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task DisconnectAsync(string userId, string connectionId, CancellationToken cancellationToken)
    {
        if (!IsOf(userId))
            return;
        _connections.End(connectionId);
        await AnnounceWhatChangedAsync(cancellationToken);
    }

    /// <summary>Tells the others of a change before long, together with those that follow meanwhile.</summary>
    private void AnnounceStateSoon()
    {
        _stateDueAt ??= _time.GetUtcNow() + _options.Debounce;
        WatchPresence();
    }

    private async Task AnnounceWhatChangedAsync(CancellationToken cancellationToken)
    {
        if (Device.OwnerId is null)
            return;
        var isThere = _connections.IsThere;
        if (isThere != Device.IsOnline)
        {
            await AnnounceAsync(isThere ? PresenceEvent.Online : PresenceEvent.Offline, cancellationToken);
            await StoreAsync(Device with { IsOnline = isThere, LastSeen = _connections.LostAt ?? _time.GetUtcNow() }, cancellationToken);
            // The event says all that there was to say.
            _stateDueAt = null;
        }
        else if (_stateDueAt <= _time.GetUtcNow())
        {
            await AnnounceAsync(PresenceEvent.State, cancellationToken);
            _stateDueAt = null;
        }

        WatchPresence();
    }

    private Task AnnounceAsync(PresenceEvent presence, CancellationToken cancellationToken) =>
        UserOf(Device.OwnerId!).AnnouncePresenceAsync(new DevicePresence(presence, _time.GetUtcNow(), Describe()), cancellationToken);

    /// <summary>Looks again when something is due.</summary>
    private void WatchPresence()
    {
        var dueAt = new[] { Device.IsOnline ? _connections.ChangesAt : null, _stateDueAt }.Min();
        if (dueAt is null)
        {
            _watch?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = dueAt.Value - _time.GetUtcNow();
        var due = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        if (_watch is not null)
        {
            _watch.Change(due, Retry);
            return;
        }

        // Kept alive: nobody else would tell the others that it is gone.
        _watch = this.RegisterGrainTimer(
            static (grain, cancellationToken) => grain.AnnounceWhatChangedAsync(cancellationToken),
            this,
            new GrainTimerCreationOptions(due, Retry) { KeepAlive = true });
    }
}
