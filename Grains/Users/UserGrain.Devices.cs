using System.Buffers;
using System.Text.Json;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <content>The devices of the user, the front ends that hold their connections, and the end of it all.</content>
public sealed partial class UserGrain
{
    /// <inheritdoc/>
    public Task<bool> AcknowledgeAsync(string deviceId, long seq, CancellationToken cancellationToken)
    {
        if (!_devices.Contains(deviceId))
            return Task.FromResult(false);
        // What is beyond the end cannot have been read.
        _devices.Acknowledge(deviceId, Math.Min(seq, _ledger.Committed?.Head.Seq ?? 0));
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async Task<SyncClock?> SubscribeAsync(string subscriberId, IUserObserver observer, CancellationToken cancellationToken)
    {
        _observers.Renew(subscriberId, observer);
        await _ledger.VerifyAsync();
        return await _ledger.OpenAsync() ? new SyncClock(_ledger.Committed!.Head, _ledger.Committed.Clock) : null;
    }

    /// <inheritdoc/>
    public Task UnsubscribeAsync(string subscriberId, CancellationToken cancellationToken)
    {
        _observers.End(subscriberId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> HasDeviceAsync(string deviceId, CancellationToken cancellationToken) => Task.FromResult(_devices.Contains(deviceId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReadDevicesAsync(CancellationToken cancellationToken) => Task.FromResult(_devices.Ids);

    /// <inheritdoc/>
    public Task<bool> AttachDeviceAsync(string deviceId, CancellationToken cancellationToken) => _devices.AttachAsync(deviceId, cancellationToken);

    /// <inheritdoc/>
    public async Task DetachDeviceAsync(string deviceId, CancellationToken cancellationToken)
    {
        await _devices.DetachAsync(deviceId, cancellationToken);
        _observers.Tell(observer => observer.OnDeviceRemovedAsync(deviceId));
    }

    /// <inheritdoc/>
    public Task AnnouncePresenceAsync(DevicePresence presence, CancellationToken cancellationToken)
    {
        _observers.Tell(observer => observer.OnPresenceAsync(presence));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ExportAsync(CancellationToken cancellationToken)
    {
        if (!await _ledger.OpenAsync())
            return null;
        var committed = _ledger.Committed!;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            UserExport.Write(writer, committed, _devices.Devices);
        return buffer.WrittenMemory;
    }

    /// <inheritdoc/>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        await _ledger.EraseAsync(_snapshots.WhenIdleAsync, cancellationToken);
        await _devices.EraseAsync(cancellationToken);
        DeactivateOnIdle();
    }
}
