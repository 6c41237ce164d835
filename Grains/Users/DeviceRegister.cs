using Orleans.Runtime;

namespace MediaGateway.Grains.Users;

/// <summary>The user's devices, and up to where each has the log. Which devices there are is stored at once; how far they are, now and then.</summary>
internal sealed class DeviceRegister(IPersistentState<DeviceRegisterState> stored, UserOptions options, TimeProvider time)
{
    /// <summary>A device that was idle for this long holds nothing back.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(90);

    // Writes of one state must not overlap, and this one is written from calls that interleave.
    private Task _lastWrite = Task.CompletedTask;
    private bool _isDirty;

    /// <summary>The ids of the devices, in the order in which they were registered.</summary>
    public IReadOnlyList<string> Ids => [.. Devices.OrderBy(device => device.Value.AttachedAt).ThenBy(device => device.Key, StringComparer.Ordinal).Select(device => device.Key)];

    /// <summary>What is known of each device.</summary>
    public IReadOnlyDictionary<string, RegisteredDevice> Devices => stored.State.Devices;

    /// <summary>Whether a device is the user's.</summary>
    public bool Contains(string deviceId) => Devices.ContainsKey(deviceId);

    /// <summary>Adds a device; false when there are too many.</summary>
    public async Task<bool> AttachAsync(string deviceId, CancellationToken cancellationToken)
    {
        if (Contains(deviceId))
            return true;
        if (Devices.Count >= options.MostDevices)
            return false;
        var now = time.GetUtcNow();
        await WriteAsync(devices => devices[deviceId] = new RegisteredDevice(now, now, 0), cancellationToken);
        return true;
    }

    /// <summary>Takes a device away.</summary>
    public Task DetachAsync(string deviceId, CancellationToken cancellationToken) =>
        Contains(deviceId) ? WriteAsync(devices => devices.Remove(deviceId), cancellationToken) : Task.CompletedTask;

    /// <summary>A device has everything up to <paramref name="seq"/>; it never goes back.</summary>
    public void Acknowledge(string deviceId, long seq)
    {
        if (!Devices.TryGetValue(deviceId, out var device))
            return;
        stored.State = stored.State.With(devices => devices[deviceId] = device with
        {
            AcknowledgedSeq = Math.Max(device.AcknowledgedSeq, seq),
            ActiveAt = time.GetUtcNow(),
        });
        _isDirty = true;
    }

    /// <summary>Up to where every device has the log that is not idle; the greatest number when there is none.</summary>
    public long AcknowledgedByAll()
    {
        var now = time.GetUtcNow();
        return Devices.Values.Where(device => now - device.ActiveAt < Idle).Select(device => device.AcknowledgedSeq).DefaultIfEmpty(long.MaxValue).Min();
    }

    /// <summary>Stores how far the devices are, when that has changed.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        _isDirty ? WriteAsync(static _ => { }, cancellationToken) : Task.CompletedTask;

    /// <summary>Removes all devices.</summary>
    public Task EraseAsync(CancellationToken cancellationToken) => AfterOthersAsync(async () =>
    {
        await stored.ClearStateAsync(cancellationToken);
        stored.State = new DeviceRegisterState();
        _isDirty = false;
    });

    private Task WriteAsync(Action<Dictionary<string, RegisteredDevice>> change, CancellationToken cancellationToken) => AfterOthersAsync(async () =>
    {
        var before = stored.State;
        try
        {
            stored.State = before.With(change);
            _isDirty = false;
            await stored.WriteStateAsync(cancellationToken);
        }
        catch
        {
            stored.State = before;
            _isDirty = true;
            throw;
        }
    });

    private Task AfterOthersAsync(Func<Task> write)
    {
        return _lastWrite = RunAsync(_lastWrite);

        async Task RunAsync(Task before)
        {
            // How those before it ended is their callers' affair.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await write();
        }
    }
}

/// <summary>What is stored of a user's devices.</summary>
public sealed record DeviceRegisterState
{
    /// <summary>The devices by their ids.</summary>
    public IReadOnlyDictionary<string, RegisteredDevice> Devices { get; init; } = new Dictionary<string, RegisteredDevice>();

    /// <summary>The state with a change to a copy of the devices.</summary>
    internal DeviceRegisterState With(Action<Dictionary<string, RegisteredDevice>> change)
    {
        var devices = new Dictionary<string, RegisteredDevice>(Devices, StringComparer.Ordinal);
        change(devices);
        return new DeviceRegisterState { Devices = devices };
    }
}

/// <summary>What is stored of one device of a user's.</summary>
/// <param name="AttachedAt">Since when it is the user's.</param>
/// <param name="ActiveAt">When it last said how far it is.</param>
/// <param name="AcknowledgedSeq">Up to where it has the log.</param>
public sealed record RegisteredDevice(DateTimeOffset AttachedAt, DateTimeOffset ActiveAt, long AcknowledgedSeq);
