namespace MediaGateway.Domain.Playback;

/// <summary>What a player says of itself, every 30 s and whenever its state changes.</summary>
/// <param name="PositionMs">Where it is, in milliseconds.</param>
/// <param name="DurationMs">How long the title is, in milliseconds; null where the player does not know.</param>
/// <param name="State">What it is doing.</param>
[GenerateSerializer, Immutable, Alias("mg.heartbeat")]
public sealed record Heartbeat(
    [property: Id(0)] long PositionMs,
    [property: Id(1)] long? DurationMs,
    [property: Id(2)] PlaybackState State);
