using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <content>What the user watches: positions, the history, and what devices tell each other of it.</content>
public sealed partial class UserGrain
{
    /// <inheritdoc/>
    public async Task<CommitOutcome> RecordPlaybackAsync(string deviceId, PlaybackRecord record, CancellationToken cancellationToken)
    {
        if (!_devices.Contains(deviceId))
            return CommitOutcome.UnknownDevice;
        if (!await _ledger.OpenAsync())
            return CommitOutcome.Unavailable;
        // The session has looked the title up; what it passes on counts as known.
        var change = new PendingChange(deviceId, [.. OperationsOf(record)], static id => id);
        return await _ledger.CommitAsync(change).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PositionReading> ReadPositionAsync(string contentId, CancellationToken cancellationToken) =>
        await _ledger.OpenAsync()
            ? new PositionReading(CommitOutcome.Committed, _ledger.Committed!.State.FindPosition(contentId))
            : new PositionReading(CommitOutcome.Unavailable, null);

    /// <inheritdoc/>
    public async Task<PlayPage?> ReadPlaysAsync(PlayCursor? after, int limit, CancellationToken cancellationToken)
    {
        if (!await _ledger.OpenAsync())
            return null;
        await _ledger.VerifyAsync();
        return PlayHistory.Page(_ledger.Committed!, after ?? PlayCursor.Start, limit);
    }

    /// <inheritdoc/>
    public Task SendCommandAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        _observers.Tell(observer => observer.OnCommandAsync(command));
        return Task.CompletedTask;
    }

    private IEnumerable<PendingOperation> OperationsOf(PlaybackRecord record)
    {
        yield return PendingOperation.OfServer(
            _ids.NewId(),
            (opId, hlc) => new PositionSet(record.ContentId, record.PositionMs, record.DurationMs) { OpId = opId, Hlc = hlc });
        if (record.Play is { } play)
        {
            yield return PendingOperation.OfServer(
                _ids.NewId(),
                (opId, hlc) => new PlayAdd(play.PlayId, record.ContentId, play.WatchedAt, play.Completed, record.PositionMs) { OpId = opId, Hlc = hlc });
        }
    }
}
