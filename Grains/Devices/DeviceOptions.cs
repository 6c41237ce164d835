namespace MediaGateway.Grains.Devices;

/// <summary>When a device counts as there.</summary>
public sealed class DeviceOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Devices";

    /// <summary>How long a device that lost its connection still counts as there: one that comes back meanwhile was never away.</summary>
    /// <value>30 s by default; 0 to 5 min.</value>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection counts that is not renewed, because its front end has died: five renewals of 60 s.</summary>
    /// <value>300 s by default; 2 min to 1 h.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How long changes of a device are collected before the others are told of the last of them.</summary>
    /// <value>5 s by default; 0 to 1 min.</value>
    public TimeSpan Debounce { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether every value is in its range.</summary>
    public bool AreValid() =>
        Grace >= TimeSpan.Zero && Grace <= TimeSpan.FromMinutes(5)
        && Timeout >= TimeSpan.FromMinutes(2) && Timeout <= TimeSpan.FromHours(1)
        && Debounce >= TimeSpan.Zero && Debounce <= TimeSpan.FromMinutes(1);
}
