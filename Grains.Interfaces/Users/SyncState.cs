using MediaGateway.Domain.Sync;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>What a device asks for to get what it missed. At most one of <paramref name="After"/> and <paramref name="AtOrAfter"/> is given; with neither it gets a snapshot.</summary>
/// <param name="After">The number of the last entry it has.</param>
/// <param name="AtOrAfter">The time from which on it wants what was committed.</param>
/// <param name="LogEpoch">The log it knows; null when it does not say.</param>
/// <param name="Limit">The most operations it takes at once.</param>
/// <param name="PlaysCursor">What a snapshot names as the place where reading the history starts; the front end gives it, since it is the front end that will read it.</param>
[GenerateSerializer, Immutable, Alias("mg.sync-state-query")]
public sealed record SyncStateQuery(
    [property: Id(0)] long? After,
    [property: Id(1)] DateTimeOffset? AtOrAfter,
    [property: Id(2)] string? LogEpoch,
    [property: Id(3)] int Limit,
    [property: Id(4)] string? PlaysCursor = null);

/// <summary>What a device missed: operations, or the whole state where the operations are gone or longer.</summary>
/// <param name="Outcome"><see cref="CommitOutcome.Committed"/>, or <see cref="CommitOutcome.Unavailable"/> when it cannot be read now.</param>
/// <param name="Operations">The operations in order; empty with a snapshot.</param>
/// <param name="Snapshot">The state as JSON in UTF-8; null when the operations tell all.</param>
/// <param name="Seq">The number up to which the device has everything once it has this.</param>
/// <param name="LogEpoch">Which log.</param>
/// <param name="More">Whether there is more after <paramref name="Seq"/>.</param>
[GenerateSerializer, Immutable, Alias("mg.sync-state")]
public sealed record SyncState(
    [property: Id(0)] CommitOutcome Outcome,
    [property: Id(1)] IReadOnlyList<Effect> Operations,
    [property: Id(2)] ReadOnlyMemory<byte>? Snapshot,
    [property: Id(3)] long Seq,
    [property: Id(4)] string LogEpoch,
    [property: Id(5)] bool More);
