using System.Text.Json.Serialization;

namespace MediaGateway.Grains.Interfaces.Devices;

/// <summary>What a device can show and play.</summary>
/// <param name="Supports4K">It shows 2160 lines.</param>
/// <param name="SupportsHdr">It shows high dynamic range.</param>
/// <param name="SupportsAtmos">It plays Dolby Atmos.</param>
[GenerateSerializer, Immutable, Alias("mg.device-capabilities")]
public sealed record DeviceCapabilities(
    [property: Id(0), JsonPropertyName("supports_4k")] bool Supports4K = false,
    [property: Id(1), JsonPropertyName("supports_hdr")] bool SupportsHdr = false,
    [property: Id(2), JsonPropertyName("supports_atmos")] bool SupportsAtmos = false);
