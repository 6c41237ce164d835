namespace MediaGateway.Grains.Interfaces.Devices;

/// <summary>What a device says of itself when it registers.</summary>
/// <param name="DeviceName">The name its owner knows it by.</param>
/// <param name="DeviceType">What it is.</param>
/// <param name="Capabilities">What it can show and play.</param>
[GenerateSerializer, Immutable, Alias("mg.device-registration")]
public sealed record DeviceRegistration(
    [property: Id(0)] string DeviceName,
    [property: Id(1)] DeviceType DeviceType,
    [property: Id(2)] DeviceCapabilities Capabilities);

/// <summary>A change to a device; what is null stays as it is.</summary>
/// <param name="DeviceName">Its new name.</param>
/// <param name="DeviceType">Its new type.</param>
/// <param name="Capabilities">Its new capabilities, all of them.</param>
[GenerateSerializer, Immutable, Alias("mg.device-change")]
public sealed record DeviceChange(
    [property: Id(0)] string? DeviceName,
    [property: Id(1)] DeviceType? DeviceType,
    [property: Id(2)] DeviceCapabilities? Capabilities);
