using System.ComponentModel.DataAnnotations;
using MediaGateway.Grains.Interfaces.Devices;

namespace MediaGateway.ApiFrontend.Devices;

/// <summary>A device that registers.</summary>
/// <param name="DeviceId">The id it has, or wants; one is made when it has none.</param>
/// <param name="DeviceName">The name its owner knows it by.</param>
/// <param name="DeviceType">What it is.</param>
/// <param name="Capabilities">What it can show and play; nothing of that where it does not say.</param>
public sealed record DeviceRegisterRequest(
    [property: StringLength(DeviceEndpoints.MostIdCharacters, MinimumLength = 1)] string? DeviceId,
    [property: Required, StringLength(DeviceEndpoints.MostNameCharacters, MinimumLength = 1)] string? DeviceName,
    [property: Required] DeviceType? DeviceType,
    DeviceCapabilities? Capabilities);

/// <summary>A change to a device; what is left out stays as it is.</summary>
/// <param name="DeviceName">Its new name.</param>
/// <param name="DeviceType">Its new type.</param>
/// <param name="Capabilities">Its new capabilities, all of them.</param>
public sealed record DeviceChangeRequest(
    [property: StringLength(DeviceEndpoints.MostNameCharacters, MinimumLength = 1)] string? DeviceName,
    DeviceType? DeviceType, DeviceCapabilities? Capabilities);

/// <summary>A part of the user's devices.</summary>
/// <param name="Items">The devices, in the order in which they were registered.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="NextCursor">Where the next part starts; null at the end.</param>
public sealed record DevicesResponse(IReadOnlyList<DeviceDescription> Items, int Total, string? NextCursor);
