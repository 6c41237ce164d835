using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Devices;

/// <summary>
/// One device: what it is, whose it is, and whether it can be reached. The key is the device id. Every question names
/// the user who asks, and a device of another user answers as one that is not there.
/// </summary>
[Alias("mg.device")]
public interface IDeviceGrain : IGrainWithStringKey
{
    /// <summary>Makes the device the user's, or changes what is known of it when it is already.</summary>
    [Repeatable, Alias("register")]
    Task<DeviceRegistered> RegisterAsync(string userId, DeviceRegistration registration, CancellationToken cancellationToken);

    /// <summary>What is known of the device; null when it is not the user's.</summary>
    [ReadOnly, Alias("describe")]
    Task<DeviceDescription?> DescribeAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Changes what is known of the device; null when it is not the user's.</summary>
    [Repeatable, Alias("change")]
    Task<DeviceDescription?> ChangeAsync(string userId, DeviceChange change, CancellationToken cancellationToken);

    /// <summary>Takes the device from the user; false when it was not the user's.</summary>
    [Alias("remove")]
    Task<bool> RemoveAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// A live connection of the device is there. Holds for 300 s and is renewed by calling again; false when the device
    /// is not the user's.
    /// </summary>
    [Repeatable, Alias("connect")]
    Task<bool> ConnectAsync(string userId, string connectionId, CancellationToken cancellationToken);

    /// <summary>A live connection of the device has ended.</summary>
    [Repeatable, Alias("disconnect")]
    Task DisconnectAsync(string userId, string connectionId, CancellationToken cancellationToken);

    /// <summary>A playback session begins on the device and is its only one from now on; false when the device is not the user's.</summary>
    [Repeatable, Alias("play")]
    Task<bool> PlayAsync(string userId, string sessionId, DeviceActivity activity, CancellationToken cancellationToken);

    /// <summary>How far a playback session has come; false when it is not the one of the device (any more).</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="activity">What it plays; null when it is over.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Repeatable, Alias("report-activity")]
    Task<bool> ReportActivityAsync(string userId, string sessionId, DeviceActivity? activity, CancellationToken cancellationToken);

    /// <summary>The playback session of the device; null when it has none, or is not the user's.</summary>
    [ReadOnly, Alias("read-session")]
    Task<string?> ReadSessionAsync(string userId, CancellationToken cancellationToken);
}
