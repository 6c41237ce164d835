namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>Where a user's log ends.</summary>
/// <param name="Seq">The number of its newest entry; 0 when there is none.</param>
/// <param name="LogEpoch">Which log; another one after the database was restored.</param>
[GenerateSerializer, Immutable, Alias("mg.sync-head")]
public sealed record SyncHead(
    [property: Id(0)] long Seq,
    [property: Id(1)] string LogEpoch);
