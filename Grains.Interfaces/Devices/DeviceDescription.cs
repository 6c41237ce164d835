namespace MediaGateway.Grains.Interfaces.Devices;

/// <summary>A device as its owner sees it.</summary>
/// <param name="DeviceId">Its id.</param>
/// <param name="DeviceName">The name its owner knows it by.</param>
/// <param name="DeviceType">What it is.</param>
/// <param name="Capabilities">What it can show and play.</param>
/// <param name="Status">Whether it can be reached now.</param>
/// <param name="LastSeen">When it was last reached.</param>
/// <param name="CurrentActivity">What it is playing; null when nothing.</param>
[GenerateSerializer, Immutable, Alias("mg.device-description")]
public sealed record DeviceDescription(
    [property: Id(0)] string DeviceId,
    [property: Id(1)] string DeviceName,
    [property: Id(2)] DeviceType DeviceType,
    [property: Id(3)] DeviceCapabilities Capabilities,
    [property: Id(4)] DeviceStatus Status,
    [property: Id(5)] DateTimeOffset LastSeen,
    [property: Id(6)] DeviceActivity? CurrentActivity);

/// <summary>What a device is playing.</summary>
/// <param name="Watching">The canonical id of the title.</param>
/// <param name="Progress">How far it has come, in seconds.</param>
[GenerateSerializer, Immutable, Alias("mg.device-activity")]
public sealed record DeviceActivity(
    [property: Id(0)] string Watching,
    [property: Id(1)] long Progress);
