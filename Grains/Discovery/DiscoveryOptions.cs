namespace MediaGateway.Grains.Discovery;

/// <summary>How long a search may take.</summary>
public sealed class DiscoveryOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Discovery";

    /// <summary>How long a platform may take to answer a search; what comes later is there for the next one.</summary>
    /// <value>2 s by default; 50 ms to 10 s, and less than the front end's deadline.</value>
    public TimeSpan PlatformBudget { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether every value is in its range.</summary>
    public bool AreValid() => PlatformBudget >= TimeSpan.FromMilliseconds(50) && PlatformBudget <= TimeSpan.FromSeconds(10);
}
