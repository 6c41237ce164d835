using MediaGateway.Grains.Interfaces.Devices;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A device came, went, or is not what it was.</summary>
/// <param name="Event">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Device">What the device is now.</param>
[GenerateSerializer, Immutable, Alias("mg.device-presence")]
public sealed record DevicePresence(
    [property: Id(1)] PresenceEvent Event,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] DeviceDescription Device);

/// <summary>What the other devices are told of a device.</summary>
[GenerateSerializer, Alias("mg.presence-event")]
public enum PresenceEvent
{
    /// <summary>It is gone.</summary>
    Offline,
    /// <summary>It is there.</summary>
    Online,
    /// <summary>Its name, what it can do, or what it plays has changed.</summary>
    State,
}
