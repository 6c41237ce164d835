using MediaGateway.Grains.Interfaces.Discovery;

namespace MediaGateway.Grains.Interfaces.Playback;

/// <summary>The answer to a heartbeat.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="PositionMs">Where the player is, in milliseconds.</param>
/// <param name="IsDurable">Whether that survives everything; else it is made durable within a minute.</param>
/// <param name="IsWatched">Whether the title counts as watched.</param>
/// <param name="Next">The episode that follows, once this one is watched; null when there is none, or none is known.</param>
[GenerateSerializer, Immutable, Alias("mg.heartbeat-answer")]
public sealed record HeartbeatAnswer(
    [property: Id(0)] PlaybackOutcome Outcome,
    [property: Id(1)] long PositionMs = 0,
    [property: Id(2)] bool IsDurable = false,
    [property: Id(3)] bool IsWatched = false,
    [property: Id(4)] TitleDescription? Next = null);
