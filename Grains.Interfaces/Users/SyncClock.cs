using MediaGateway.Domain.Time;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>Where a user's log ends and what its clock says, read at once.</summary>
/// <param name="Head">Where the log ends.</param>
/// <param name="Hlc">The greatest clock that was issued or seen.</param>
[GenerateSerializer, Immutable, Alias("mg.sync-clock")]
public sealed record SyncClock(
    [property: Id(0)] SyncHead Head,
    [property: Id(1)] HlcTimestamp Hlc);
