namespace MediaGateway.Benchmarks.Figures;

/// <summary>Who asks for figures.</summary>
internal static class Sources
{
    /// <summary>The issue of the first whole thing.</summary>
    public const string Issue = "issue 2, how it must show";

    /// <summary>The same issue wants a million activations to fit and names no number: the number is ours.</summary>
    public const string OwnReading = "own number for issue 2, EmbeddedSilo";

    /// <summary>The issue of platforms and sources.</summary>
    public const string PlatformsIssue = "issue 5, how it must show";

    /// <summary>The same issue wants permits to cost microseconds and names no number: the number is ours.</summary>
    public const string OwnReadingOfPermits = "own number for issue 5, permits";

    /// <summary>The specification's limits on times, throughput and databases.</summary>
    public const string Acceptance = "integration-validation 8.2";

    /// <summary>The specification on what two devices of one person see of each other.</summary>
    public const string SyncJourney = "integration-validation 5.3";

    /// <summary>The specification on sync within the platform.</summary>
    public const string SyncContract = "integration-validation 2.5";

    /// <summary>The specification on PostgreSQL's speed.</summary>
    public const string PostgresSpeed = "integration-validation 4.1.1";

    /// <summary>The specification's table of integrations.</summary>
    public const string Catalog = "integration-architecture 1.3";

    /// <summary>The specification's budgets of its load tests.</summary>
    public const string Budgets = "integration-architecture 9.4";
}
