namespace MediaGateway.Grains.Interfaces.Devices;

/// <summary>What a device is.</summary>
[GenerateSerializer, Alias("mg.device-type")]
public enum DeviceType
{
    /// <summary>A phone.</summary>
    Phone,
    /// <summary>A tablet.</summary>
    Tablet,
    /// <summary>A television, or a box behind one.</summary>
    Tv,
    /// <summary>A page in a browser.</summary>
    Web,
    /// <summary>A command line.</summary>
    Cli,
}
