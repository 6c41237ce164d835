namespace MediaGateway.Domain.Playback;

/// <summary>
/// How far one playback has come, and what of that is durable. Heartbeats come every 30 s for hours; only those that say
/// something that a person would miss go into the log: changes of state, jumps, the end, and otherwise one a minute.
/// </summary>
public sealed record PlaybackProgress
{
    /// <summary>Where the player was last.</summary>
    public required long PositionMs { get; init; }

    /// <summary>How long the title is; null where nobody has said.</summary>
    public long? DurationMs { get; init; }

    /// <summary>What the player was doing last.</summary>
    public required PlaybackState State { get; init; }

    /// <summary>When it last said so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When a position was last made durable; null before the first.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>Whether the position of the last heartbeat is durable.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Whether the position is to be made durable before the player is answered. It stays so until that has worked.</summary>
    public bool MustCommit { get; init; }

    /// <summary>Whether the title counts as watched. It stays so, wherever the player goes afterwards.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether the playback is over.</summary>
    public bool IsOver => State is PlaybackState.Stopped or PlaybackState.Ended;

    /// <summary>A playback before its first heartbeat.</summary>
    /// <param name="positionMs">Where it starts.</param>
    /// <param name="runtimeMs">How long the catalogue says the title is; null where it does not.</param>
    /// <param name="now">The time.</param>
    public static PlaybackProgress Start(long positionMs, long? runtimeMs, DateTimeOffset now) =>
        new() { PositionMs = positionMs, DurationMs = runtimeMs, State = PlaybackState.Playing, At = now, IsDurable = true };

    /// <summary>How far the playback has come with a heartbeat, not durable yet.</summary>
    public PlaybackProgress Take(Heartbeat heartbeat, DateTimeOffset now)
    {
        var duration = heartbeat.DurationMs ?? DurationMs;
        var isWatched = IsWatched || heartbeat.State is PlaybackState.Ended || PlaybackRules.IsWatched(heartbeat.PositionMs, duration);
        return this with
        {
            PositionMs = heartbeat.PositionMs,
            DurationMs = duration,
            State = heartbeat.State,
            At = now,
            IsDurable = false,
            IsWatched = isWatched,
            MustCommit = MustCommit
                || CommittedAt is not { } committedAt
                || heartbeat.State != State
                || isWatched != IsWatched
                || IsJump(heartbeat.PositionMs, now)
                || now - committedAt >= PlaybackRules.CommitEvery,
        };
    }

    /// <summary>The same, once its position is durable.</summary>
    public PlaybackProgress Committed(DateTimeOffset now) => this with { CommittedAt = now, IsDurable = true, MustCommit = false };

    private bool IsJump(long positionMs, DateTimeOffset now)
    {
        var expected = PositionMs + (State is PlaybackState.Playing ? (long)(now - At).TotalMilliseconds : 0);
        return Math.Abs(positionMs - expected) > PlaybackRules.SeekDistance.TotalMilliseconds;
    }
}
