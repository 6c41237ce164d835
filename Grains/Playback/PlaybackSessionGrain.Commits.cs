using MediaGateway.Domain.Playback;
using MediaGateway.Grains.Interfaces.Playback;
using MediaGateway.Grains.Interfaces.Users;
using Orleans.Runtime;

namespace MediaGateway.Grains.Playback;

/// <content>How what a player says becomes durable.</content>
public sealed partial class PlaybackSessionGrain
{
    /// <summary>Writes the progress into the user's log, and into the history once it counts as watched or is over.</summary>
    private async Task<PlaybackOutcome> CommitAsync(CancellationToken cancellationToken)
    {
        var progress = _progress!;
        var now = _time.GetUtcNow();
        // A length from the catalogue is to the minute; a player that is beyond it knows better.
        var duration = progress.DurationMs >= progress.PositionMs ? progress.DurationMs : null;
        var isNews = progress.IsWatched ? !Session.IsWatched : progress.IsOver;
        var play = isNews ? new PlayRecord(SessionId, now, progress.IsWatched) : null;
        var outcome = await User.RecordPlaybackAsync(Session.DeviceId, new PlaybackRecord(Session.ContentId, progress.PositionMs, duration, play), cancellationToken);
        if (outcome is not CommitOutcome.Committed)
            return outcome switch
            {
                CommitOutcome.UnknownDevice => PlaybackOutcome.Over,
                CommitOutcome.Overloaded => PlaybackOutcome.Overloaded,
                _ => PlaybackOutcome.Unavailable,
            };

        _progress = progress.Committed(now);
        if (progress.IsOver)
            await ForgetAsync();
        else if (progress.IsWatched && !Session.IsWatched)
            await _stored.CommitOrReloadAsync(Session with { IsWatched = true }, DeactivateOnIdle);
        return PlaybackOutcome.Done;
    }

    /// <summary>The session is over. Its last answer is kept as long as the grain stays, for a player that did not get it.</summary>
    private async Task ForgetAsync()
    {
        if (Session.OwnerId is not { } owner)
            return;
        await _stored.ClearOrReloadAsync(DeactivateOnIdle);
        _endedFor = owner;
    }

    /// <summary>Writes down what waits; there may be nothing.</summary>
    private async Task<PlaybackOutcome> TryFlushAsync(CancellationToken cancellationToken)
    {
        if (_progress is not { IsDurable: false } || Session.OwnerId is null)
            return PlaybackOutcome.Done;
        try
        {
            return await CommitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogCommitFailed(SessionId, failure);
            return PlaybackOutcome.Unavailable;
        }
    }

    /// <summary>Sees to it that what waits now does not wait longer than it may, also when the player says nothing more.</summary>
    private void FlushLater()
    {
        _flush?.Dispose();
        _flush = null;
        if (_progress is not { IsDurable: false, IsOver: false } waiting)
            return;
        var due = (waiting.CommittedAt ?? waiting.At) + PlaybackRules.CommitEvery - _time.GetUtcNow();
        _flush = this.RegisterGrainTimer(
            static (grain, cancellationToken) => grain.FlushNowAsync(cancellationToken),
            this,
            new GrainTimerCreationOptions(due > TimeSpan.Zero ? due : TimeSpan.Zero, PlaybackRules.HeartbeatEvery));
    }

    private async Task FlushNowAsync(CancellationToken cancellationToken)
    {
        if (await TryFlushAsync(cancellationToken) is PlaybackOutcome.Done or PlaybackOutcome.Over)
            _flush?.Dispose();
    }
}
