using MediaGateway.Grains.Interfaces.Devices;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A device came or went.</summary>
/// <param name="DeviceId">Which.</param>
/// <param name="Event">What became of it.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("mg.device-presence")]
public sealed record DevicePresence(
    [property: Id(0)] string DeviceId,
    [property: Id(1)] DeviceStatus Event,
    [property: Id(2)] DateTimeOffset At);
