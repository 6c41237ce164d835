namespace MediaGateway.Grains.Users;

/// <summary>The bounds of a user's log.</summary>
public sealed class UserOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Users";

    /// <summary>The most operations of one user that wait for their commit; more are answered as an overload.</summary>
    /// <value>5,000 by default; 500 to 100,000.</value>
    public int MostWaitingOperations { get; set; } = 5_000;

    /// <summary>The most operations in one commit; a batch is never split.</summary>
    /// <value>1,000 by default; 500 to 10,000.</value>
    public int MostOperationsPerCommit { get; set; } = 1_000;

    /// <summary>A snapshot is taken when the log has grown by this many entries.</summary>
    /// <value>500 by default; 1 to 100,000.</value>
    public int SnapshotEvery { get; set; } = 500;

    /// <summary>How many users of one process may take a snapshot at the same moment.</summary>
    /// <value>1 by default; 1 to 64.</value>
    public int SnapshotsAtOnce { get; set; } = 1;

    /// <summary>How many of the newest entries compaction leaves, so that a device that was away for a moment gets operations.</summary>
    /// <value>1,000 by default; 0 to 100,000.</value>
    public int KeptEntries { get; set; } = 1_000;

    /// <summary>How many entries a device that acknowledges nothing can hold back; what is older it gets as a snapshot.</summary>
    /// <value>20,000 by default; from <see cref="KeptEntries"/> to 1,000,000.</value>
    public int MostHeldBackEntries { get; set; } = 20_000;

    /// <summary>How often a log that is read is held against the database: for the moments in which a second silo has the same user, and may have written.</summary>
    /// <value>5 s by default; 100 ms to 10 min.</value>
    public TimeSpan VerifyEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most devices of one user.</summary>
    /// <value>100 by default; 1 to 1,000.</value>
    public int MostDevices { get; set; } = 100;

    /// <summary>Whether every value is in its range.</summary>
    public bool AreValid() =>
        MostWaitingOperations is >= 500 and <= 100_000
        && MostOperationsPerCommit is >= 500 and <= 10_000
        && SnapshotEvery is >= 1 and <= 100_000
        && SnapshotsAtOnce is >= 1 and <= 64
        && KeptEntries is >= 0 and <= 100_000
        && MostHeldBackEntries <= 1_000_000 && MostHeldBackEntries >= KeptEntries
        && VerifyEvery >= TimeSpan.FromMilliseconds(100) && VerifyEvery <= TimeSpan.FromMinutes(10)
        && MostDevices is >= 1 and <= 1_000;
}
