namespace MediaGateway.Grains.Interfaces.Devices;

/// <summary>Whether a device can be reached now.</summary>
[GenerateSerializer, Alias("mg.device-status")]
public enum DeviceStatus
{
    /// <summary>It holds no live connection.</summary>
    Offline,
    /// <summary>It holds a live connection.</summary>
    Online,
}
