using MediaGateway.Grains.Interfaces.Devices;

namespace MediaGateway.Grains.Devices;

/// <summary>What is stored of a device.</summary>
public sealed record DeviceState
{
    /// <summary>The user it belongs to; null when it is nobody's.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The name its owner knows it by.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is.</summary>
    public DeviceType Type { get; init; }

    /// <summary>What it can show and play.</summary>
    public DeviceCapabilities Capabilities { get; init; } = new();

    /// <summary>When it was last reached, to the hour while it is connected.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>Whether the other devices were last told that it is there.</summary>
    public bool IsOnline { get; init; }

    /// <summary>The playback session that is the one of this device; null when it plays nothing.</summary>
    public string? SessionId { get; init; }
}
