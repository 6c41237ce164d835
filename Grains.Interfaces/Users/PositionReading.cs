using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>How far a title was watched.</summary>
/// <param name="Outcome"><see cref="CommitOutcome.Committed"/>, or <see cref="CommitOutcome.Unavailable"/> when it cannot be read now.</param>
/// <param name="Position">The position; null when the title was never watched.</param>
[GenerateSerializer, Immutable, Alias("mg.position-reading")]
public sealed record PositionReading(
    [property: Id(0)] CommitOutcome Outcome,
    [property: Id(1)] PlaybackPosition? Position);
