namespace MediaGateway.Grains.Alerts;

/// <summary>What users are alerted of.</summary>
public sealed class AlertOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Alerts";

    /// <summary>How long before it leaves a title is said to leave soon.</summary>
    /// <value>7 days by default; 1 to 90 days.</value>
    public TimeSpan LeavingWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Whether every value is in its range.</summary>
    public bool AreValid() => LeavingWithin >= TimeSpan.FromDays(1) && LeavingWithin <= TimeSpan.FromDays(90);
}
