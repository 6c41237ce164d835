namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>How far a title was played, to be written down.</summary>
/// <param name="ContentId">The canonical id of the title.</param>
/// <param name="PositionMs">How far, in milliseconds.</param>
/// <param name="DurationMs">How long it is, in milliseconds; null where that is not known.</param>
/// <param name="Play">The entry of the history that goes with it; null when there is none now.</param>
[GenerateSerializer, Immutable, Alias("mg.playback-record")]
public sealed record PlaybackRecord(
    [property: Id(0)] string ContentId,
    [property: Id(1)] long PositionMs,
    [property: Id(2)] long? DurationMs,
    [property: Id(3)] PlayRecord? Play);

/// <summary>One entry of the history, to be written down.</summary>
/// <param name="PlayId">The play; the same one again replaces what was said of it.</param>
/// <param name="WatchedAt">When it was watched.</param>
/// <param name="Completed">Whether to the end.</param>
[GenerateSerializer, Immutable, Alias("mg.play-record")]
public sealed record PlayRecord(
    [property: Id(0)] string PlayId,
    [property: Id(1)] DateTimeOffset WatchedAt,
    [property: Id(2)] bool Completed);
