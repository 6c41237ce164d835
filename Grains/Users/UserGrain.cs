using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaGateway.Grains.Users;

/// <summary>
/// One user. What is durable and how it changes is the ledger's; this is what callers may ask of it, and the devices and
/// front ends that are told.
/// </summary>
public sealed partial class UserGrain : Grain, IUserGrain
{
    private readonly UserLedger _ledger;
    private readonly LogReader _log;
    private readonly DeviceRegister _devices;
    private readonly UserObservers _observers;
    private readonly SnapshotKeeper _snapshots;
    private readonly OperationTitles _titles;
    private readonly IdSource _ids;

    /// <summary>Made by the runtime.</summary>
    public UserGrain(
        [PersistentState("user-devices", "Default")] IPersistentState<DeviceRegisterState> devices,
        IUserJournal journal,
        IOptions<UserOptions> options,
        UserTelemetry telemetry,
        IdSource ids,
        SnapshotTurns turns,
        TaskScheduler background,
        TimeProvider time,
        ILogger<UserGrain> logger)
    {
        var userId = this.GetPrimaryKeyString();
        _ids = ids;
        _ledger = new UserLedger(userId, ids.NewNodeId(), journal, options.Value, telemetry, time, logger) { OnCommitted = OnCommitted };
        _log = new LogReader(userId, _ledger, journal);
        _devices = new DeviceRegister(devices, options.Value, time);
        _observers = new UserObservers(time, logger);
        _snapshots = new SnapshotKeeper(userId, _ledger, _devices, journal, options.Value, turns, background, time, logger);
        _titles = new OperationTitles(GrainFactory);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _ledger.WhenIdleAsync();
        await _snapshots.WhenIdleAsync();
        await _devices.FlushAsync(cancellationToken);
        _observers.Tell(observer => observer.OnLeavingAsync());
    }

    /// <inheritdoc/>
    public async Task<ApplyAnswer> ApplyAsync(string deviceId, IReadOnlyList<Operation> operations, CancellationToken cancellationToken)
    {
        if (operations.Count > SyncLimits.MaxBatch)
            return Failed(CommitOutcome.TooLarge);
        if (!_devices.Contains(deviceId))
            return Failed(CommitOutcome.UnknownDevice);
        if (!await _ledger.OpenAsync())
            return Failed(CommitOutcome.Unavailable);

        var change = new PendingChange(
            deviceId,
            [.. operations.Select(PendingOperation.Of)],
            await _titles.LookUpAsync(operations, cancellationToken));
        var outcome = await _ledger.CommitAsync(change).WaitAsync(cancellationToken);
        return outcome is CommitOutcome.Committed
            ? new ApplyAnswer(outcome, [.. change.Operations.Select(operation => operation.Result!)], change.After!.Head, change.After.Clock)
            : Failed(outcome);
    }

    /// <inheritdoc/>
    public Task<EditAnswer> AddToWatchlistAsync(string opId, string contentId, WatchlistSource source, Placement placement, CancellationToken cancellationToken) =>
        EditAsync(opId, contentId, (id, hlc) => new WatchlistAdd(contentId, source, placement) { OpId = id, Hlc = hlc }, cancellationToken);

    /// <inheritdoc/>
    public async Task<EditAnswer> RemoveFromWatchlistAsync(string contentId, CancellationToken cancellationToken)
    {
        if (!await _ledger.OpenAsync())
            return new EditAnswer(CommitOutcome.Unavailable, null, false, null);
        // Nothing to cancel, and nothing waits that could be: an operation would say nothing.
        if (_ledger.IsIdle && _ledger.Committed!.Find(contentId) is null)
            return new EditAnswer(CommitOutcome.Committed, null, false, null);
        return await EditAsync(_ids.NewId(), contentId, (opId, hlc) => new WatchlistRemove(contentId, Observed: null) { OpId = opId, Hlc = hlc }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EditAnswer> MoveOnWatchlistAsync(string contentId, Placement placement, CancellationToken cancellationToken) =>
        EditAsync(_ids.NewId(), contentId, (opId, hlc) => new WatchlistMove(contentId, placement) { OpId = opId, Hlc = hlc }, cancellationToken);

    /// <inheritdoc/>
    public async Task<WatchlistPage?> ReadWatchlistAsync(WatchlistCursor? after, int limit, CancellationToken cancellationToken)
    {
        if (!await _ledger.OpenAsync())
            return null;
        // Nobody waits for it here: the next one to look gets what it finds.
        _ = _ledger.VerifyAsync();
        return _ledger.Committed!.Page(after, limit);
    }

    /// <inheritdoc/>
    public async Task<MergePage?> ReadMergesAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        if (!await _ledger.OpenAsync())
            return null;
        var merges = _ledger.Committed!.Merges;
        var (accounts, next) = merges.Page(before, limit);
        return new MergePage(accounts, merges.Newest.Length, next);
    }

    /// <inheritdoc/>
    public Task<SyncState> ReadStateAsync(SyncStateQuery query, CancellationToken cancellationToken) => _log.ReadAsync(query, cancellationToken);

    private async Task<EditAnswer> EditAsync(
        string opId, string contentId, Func<string, Domain.Time.HlcTimestamp, Operation> make, CancellationToken cancellationToken)
    {
        if (!await _ledger.OpenAsync())
            return new EditAnswer(CommitOutcome.Unavailable, null, false, null);
        // The front end has looked the title up; what it passes on counts as known.
        var change = new PendingChange(deviceId: null, [PendingOperation.OfServer(opId, make)], static id => id);
        var outcome = await _ledger.CommitAsync(change).WaitAsync(cancellationToken);
        if (outcome is not CommitOutcome.Committed)
            return new EditAnswer(outcome, null, false, null);
        var after = change.After!;
        return new EditAnswer(outcome, change.Operations[0].Result!.Refusal, after.State.FindFirstAdd(contentId) == opId, after.Find(contentId));
    }

    private void OnCommitted(long from, CommittedLog committed, IReadOnlyList<Effect> effects)
    {
        var change = new UserChanged(from, committed.Head.Seq, committed.Head.LogEpoch, effects);
        _observers.Tell(observer => observer.OnChangedAsync(change));
        _snapshots.TakeWhenDue(committed);
    }

    private static ApplyAnswer Failed(CommitOutcome outcome) => new(outcome, [], null, default);
}
