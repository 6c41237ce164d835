using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Sync.State;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Users;

/// <summary>
/// Takes a snapshot whenever the log has grown enough, beside the commits and not in their way, and lets the log go that
/// nobody needs after it.
/// </summary>
internal sealed partial class SnapshotKeeper(
    string userId,
    UserLedger ledger,
    DeviceRegister devices,
    IUserJournal journal,
    UserOptions options,
    SnapshotTurns turns,
    TaskScheduler background,
    TimeProvider time,
    ILogger logger)
{
    private Task _saving = Task.CompletedTask;

    /// <summary>Starts to take a snapshot when one is due, none is under way, and there is a turn for it; else the next commit tries again.</summary>
    public void TakeWhenDue(CommittedLog committed)
    {
        if (_saving.IsCompleted && committed.Head.Seq - ledger.SnapshotSeq >= options.SnapshotEvery && turns.TryTake())
            _saving = SaveAsync(committed);
    }

    /// <summary>Ends when no snapshot is under way.</summary>
    public Task WhenIdleAsync() => _saving;

    private async Task SaveAsync(CommittedLog committed)
    {
        try
        {
            var acknowledged = devices.AcknowledgedByAll();
            var compactThrough = CompactThrough(committed.Head.Seq, acknowledged);
            var superseded = Coalescing.Superseded(ledger.Entries.Positions(compactThrough, committed.Head.Seq));
            var now = time.GetUtcNow();
            var (state, document) = await Task.Factory.StartNew(
                () => Encode(committed.State.Forget(acknowledged, now), committed.Merges, compactThrough),
                CancellationToken.None,
                TaskCreationOptions.DenyChildAttach,
                background);

            // Before the entries go: whoever reads meanwhile must not take a hole for the end.
            ledger.CompactedThrough = compactThrough;
            await journal.SaveSnapshotAsync(new UserSnapshot(userId, committed.Head.Seq, document), new Compaction(compactThrough, superseded), CancellationToken.None);
            ledger.Snapshotted(committed, state);
            await devices.FlushAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The log has everything; the next commit tries again.
            LogNotTaken(logger, userId, failure);
        }
        finally
        {
            turns.GiveBack();
        }
    }

    private static (UserState State, byte[] Document) Encode(UserState state, RecentMerges merges, long compactThrough) =>
        (state, SnapshotDocument.Write(state, merges, compactThrough));

    /// <summary>What every device has, but for the newest entries; and what is so old that no device may hold it back.</summary>
    private long CompactThrough(long seq, long acknowledgedByAll)
    {
        var acknowledged = Math.Min(acknowledgedByAll, seq - options.KeptEntries);
        return Math.Max(Math.Max(acknowledged, seq - options.MostHeldBackEntries), ledger.CompactedThrough);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No snapshot of user {UserId} could be taken; the next commit tries again")]
    private static partial void LogNotTaken(ILogger logger, string userId, Exception failure);
}
