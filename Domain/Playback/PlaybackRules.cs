namespace MediaGateway.Domain.Playback;

/// <summary>When a playback counts for what.</summary>
public static class PlaybackRules
{
    /// <summary>How often a player says where it is.</summary>
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(30);

    /// <summary>How long a position may wait to be made durable: what may be lost when everything dies.</summary>
    public static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(60);

    /// <summary>How far a position must be from where it would have come by itself to count as a jump.</summary>
    public static readonly TimeSpan SeekDistance = TimeSpan.FromSeconds(10);

    /// <summary>How long after its last heartbeat a player counts as gone.</summary>
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(5);

    /// <summary>The part of a title after which it counts as watched, in hundredths.</summary>
    public const int WatchedPercent = 95;

    /// <summary>Whether a title counts as watched at a position; false where nobody knows how long it is.</summary>
    public static bool IsWatched(long positionMs, long? durationMs) =>
        durationMs is > 0 and { } duration && positionMs * 100 >= duration * WatchedPercent;

    /// <summary>Where to go on: the position, or the beginning of what was watched to the end.</summary>
    public static long ResumeFrom(long positionMs, long? durationMs) => IsWatched(positionMs, durationMs) ? 0 : positionMs;
}
