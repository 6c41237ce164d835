using MediaGateway.Domain.Playback;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Playback;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Playback;

/// <summary>
/// One playback. Positions are written into the user's log when they matter and once a minute otherwise; what waits is
/// written by a timer when the player falls silent, and when the grain leaves.
/// </summary>
public sealed partial class PlaybackSessionGrain : Grain, IPlaybackSessionGrain
{
    private readonly IPersistentState<PlaybackSessionState> _stored;
    private readonly PlayedTitle _titles;
    private readonly TimeProvider _time;
    private readonly ILogger<PlaybackSessionGrain> _logger;
    private PlaybackProgress? _progress;
    private TitleDescription? _next;
    private IGrainTimer? _flush;
    private string? _endedFor;

    /// <summary>Made by the runtime.</summary>
    public PlaybackSessionGrain(
        [PersistentState("playback-session", "Default")] IPersistentState<PlaybackSessionState> stored, TimeProvider time, ILogger<PlaybackSessionGrain> logger)
    {
        _stored = stored;
        _time = time;
        _logger = logger;
        _titles = new PlayedTitle(GrainFactory);
    }

    private string SessionId => this.GetPrimaryKeyString();

    private PlaybackSessionState Session => _stored.State;

    private IUserGrain User => GrainFactory.GetGrain<IUserGrain>(Session.OwnerId!);

    private IDeviceGrain Device => GrainFactory.GetGrain<IDeviceGrain>(Session.DeviceId);

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (await TryFlushAsync(cancellationToken) is not PlaybackOutcome.Done and var outcome)
            LogNotFlushed(SessionId, outcome);
    }

    /// <inheritdoc/>
    public async Task<PlaybackStarted> StartAsync(string userId, PlaybackStart start, CancellationToken cancellationToken)
    {
        if (Session.OwnerId is { } owner && owner != userId)
            return new PlaybackStarted(PlaybackOutcome.UnknownSession);
        if (await _titles.FindAsync(start.ContentId, cancellationToken) is not { } content)
            return new PlaybackStarted(PlaybackOutcome.UnknownContent);
        var reading = await GrainFactory.GetGrain<IUserGrain>(userId).ReadPositionAsync(content.ContentId, cancellationToken);
        if (reading.Outcome is not CommitOutcome.Committed)
            return new PlaybackStarted(PlaybackOutcome.Unavailable);

        var duration = PlayedTitle.DurationOf(content);
        var resumeFrom = reading.Position is { } position ? PlaybackRules.ResumeFrom(position.PositionMs, position.DurationMs ?? duration) : 0;
        var activity = new DeviceActivity(content.ContentId, resumeFrom / 1000);
        if (!await GrainFactory.GetGrain<IDeviceGrain>(start.DeviceId).PlayAsync(userId, SessionId, activity, cancellationToken))
            return new PlaybackStarted(PlaybackOutcome.UnknownDevice);

        var session = new PlaybackSessionState
        {
            OwnerId = userId,
            ContentId = content.ContentId,
            RequestedId = start.ContentId,
            Platform = start.Platform,
            DeviceId = start.DeviceId,
            TokenHash = start.TokenHash,
        };
        await _stored.CommitOrReloadAsync(session, DeactivateOnIdle);
        _progress = PlaybackProgress.Start(resumeFrom, duration, _time.GetUtcNow());
        return new PlaybackStarted(PlaybackOutcome.Done, PlayedTitle.LinkTo(content, session, TimeSpan.FromMilliseconds(resumeFrom)).Url, resumeFrom);
    }

    /// <inheritdoc/>
    public Task<string?> FindOwnerAsync(string tokenHash, CancellationToken cancellationToken) =>
        Task.FromResult(Session.OwnerId is { } owner && Session.TokenHash == tokenHash ? owner : null);

    /// <inheritdoc/>
    public async Task<HeartbeatAnswer> TakeHeartbeatAsync(string userId, Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        if (Session.OwnerId != userId)
            return AnswerAfterEnd(userId, heartbeat);
        var before = _progress ?? await RecallAsync(cancellationToken);
        var next = before.Take(heartbeat, _time.GetUtcNow());
        var (user, device) = (User, Device);
        if (!await device.ReportActivityAsync(userId, SessionId, new DeviceActivity(Session.ContentId, next.PositionMs / 1000), cancellationToken))
        {
            await CloseAsync(cancellationToken);
            return new HeartbeatAnswer(PlaybackOutcome.Over);
        }

        _progress = next;
        if (next.IsWatched && !before.IsWatched)
            _next = await _titles.FindNextAsync(Session, cancellationToken);
        // Said while the session is still stored: the last commit forgets it.
        var command = CommandOf(DeviceCommandKind.Playback, target: null);
        if (next.MustCommit && await CommitAsync(cancellationToken) is not PlaybackOutcome.Done and var failure)
            return new HeartbeatAnswer(failure);
        FlushLater();
        if (next.IsOver)
            await device.ReportActivityAsync(userId, SessionId, activity: null, cancellationToken);
        if (before.State != next.State || before.CommittedAt is null)
            await user.SendCommandAsync(command, cancellationToken);
        return AnswerFor(_progress);
    }

    /// <inheritdoc/>
    public async Task<HandoffAnswer> HandOffAsync(string userId, string targetDeviceId, CancellationToken cancellationToken)
    {
        if (Session.OwnerId != userId)
            return new HandoffAnswer(PlaybackOutcome.UnknownSession);
        if (Session.DeviceId == targetDeviceId)
            return new HandoffAnswer(PlaybackOutcome.SameDevice);
        var target = await GrainFactory.GetGrain<IDeviceGrain>(targetDeviceId).DescribeAsync(userId, cancellationToken);
        if (target is not { Status: DeviceStatus.Online })
            return new HandoffAnswer(target is null ? PlaybackOutcome.UnknownDevice : PlaybackOutcome.DeviceOffline);

        _progress ??= await RecallAsync(cancellationToken);
        if (await TryFlushAsync(cancellationToken) is not PlaybackOutcome.Done and var failure)
            return new HandoffAnswer(failure);
        var content = await _titles.FindAsync(Session.ContentId, cancellationToken);
        var link = PlayedTitle.LinkTo(content, Session, TimeSpan.FromMilliseconds(_progress.PositionMs));
        var command = CommandOf(DeviceCommandKind.Handoff, targetDeviceId) with { DeepLink = link.Url, Level = link.Level };
        await User.SendCommandAsync(command, cancellationToken);
        await User.SendCommandAsync(CommandOf(DeviceCommandKind.HandedOff, Session.DeviceId), cancellationToken);
        return new HandoffAnswer(PlaybackOutcome.Done, link.Level, link.Url);
    }

    /// <inheritdoc/>
    public async Task EndAsync(string userId, CancellationToken cancellationToken)
    {
        if (Session.OwnerId == userId)
            await CloseAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string userId, CancellationToken cancellationToken)
    {
        if (Session.OwnerId != userId)
            return;
        _progress = null;
        await ForgetAsync();
    }

    private HeartbeatAnswer AnswerFor(PlaybackProgress progress) =>
        new(PlaybackOutcome.Done, progress.PositionMs, progress.IsDurable, progress.IsWatched, _next);

    /// <summary>A player that did not get the answer to its last word says it again, and is told what it was told.</summary>
    private HeartbeatAnswer AnswerAfterEnd(string userId, Heartbeat heartbeat)
    {
        if (_endedFor != userId)
            return new HeartbeatAnswer(PlaybackOutcome.UnknownSession);
        return _progress is { } last && last.State == heartbeat.State && last.PositionMs == heartbeat.PositionMs
            ? AnswerFor(last)
            : new HeartbeatAnswer(PlaybackOutcome.Over);
    }

    private DeviceCommand CommandOf(DeviceCommandKind kind, string? target) =>
        new(kind, target, Session.DeviceId, SessionId, Session.ContentId, Session.Platform, _progress!.PositionMs, _progress.State);

    /// <summary>The progress of a session whose grain has moved or was collected, from what is durable.</summary>
    private async Task<PlaybackProgress> RecallAsync(CancellationToken cancellationToken)
    {
        var content = await _titles.FindAsync(Session.ContentId, cancellationToken);
        var reading = await User.ReadPositionAsync(Session.ContentId, cancellationToken);
        var start = PlaybackProgress.Start(reading.Position?.PositionMs ?? 0, PlayedTitle.DurationOf(content), _time.GetUtcNow());
        return start with { IsWatched = Session.IsWatched };
    }

    /// <summary>Ends the session: what was played is written down, and the session forgotten.</summary>
    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (await TryFlushAsync(cancellationToken) is not PlaybackOutcome.Done and var outcome)
            LogNotFlushed(SessionId, outcome);
        await ForgetAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last position of playback session {SessionId} was not written down: {Outcome}")]
    private partial void LogNotFlushed(string sessionId, PlaybackOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A position of playback session {SessionId} could not be written down")]
    private partial void LogCommitFailed(string sessionId, Exception failure);
}
