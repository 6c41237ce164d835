namespace MediaGateway.ApiFrontend.Sync;

/// <summary>The bounds of live connections.</summary>
public sealed class LiveOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Live";

    /// <summary>How often subscriptions and connections are renewed.</summary>
    /// <value>60 s by default; 1 s to 90 s, half of the 180 s for which they hold.</value>
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a device may take to accept one message before its connection is cut.</summary>
    /// <value>30 s by default; 1 s to 5 min.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before the log is read again after it could not be read.</summary>
    /// <value>1 s by default; 10 ms to 1 min.</value>
    public TimeSpan ReadRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most live connections of one user on one front end.</summary>
    /// <value>64 by default; 1 to 1,000.</value>
    public int MostConnectionsPerUser { get; set; } = 64;

    /// <summary>Whether every value is in its range.</summary>
    public bool AreValid() =>
        IsWithin(RenewEvery, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90))
        && IsWithin(SendTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5))
        && IsWithin(ReadRetry, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1))
        && MostConnectionsPerUser is >= 1 and <= 1000;

    private static bool IsWithin(TimeSpan value, TimeSpan least, TimeSpan greatest) => value >= least && value <= greatest;
}
