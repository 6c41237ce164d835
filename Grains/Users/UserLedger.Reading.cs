using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Users;

/// <summary>The part that reads what is durable, and finds out whether somebody else has written.</summary>
internal sealed partial class UserLedger
{
    private long _verifiedAt;
    private Task<bool>? _loading;

    /// <summary>Reads the log unless it was read already; false when the database does not answer.</summary>
    public async Task<bool> OpenAsync() => Committed is not null || await LoadOnceAsync();

    /// <summary>Reads the log anew when it ends before <paramref name="seq"/>, which somebody has seen; false when that could not be done.</summary>
    public async Task<bool> CatchUpAsync(long seq)
    {
        // A commit under way finds out by itself what is true.
        await WhenIdleAsync();
        return Committed?.Head.Seq >= seq || (IsIdle && await ReloadAsync());
    }

    /// <summary>
    /// Sees whether anything was written here that this activation does not know, unless that was seen lately. When the
    /// database does not answer, what is known stays what is known.
    /// </summary>
    public async Task VerifyAsync()
    {
        if (Committed is not { } known || time.GetElapsedTime(_verifiedAt) < options.VerifyEvery)
            return;
        _verifiedAt = time.GetTimestamp();
        try
        {
            var unknown = await journal.ReadAsync(userId, known.Head.Seq, limit: 1, CancellationToken.None);
            if (unknown.Entries.Count > 0 && ReferenceEquals(Committed, known) && IsIdle)
                await ReloadAsync();
        }
        catch (JournalUnavailableException failure)
        {
            LogUnreadable(logger, userId, failure);
        }
    }

    private Task<bool> ReloadAsync()
    {
        // What is to be committed meanwhile waits for it.
        _isStale = true;
        return LoadOnceAsync();
    }

    private Task<bool> LoadOnceAsync() => _loading is { IsCompleted: false } running ? running : _loading = LoadAsync();

    private async Task<bool> LoadAsync()
    {
        try
        {
            var epoch = await journal.GetEpochAsync(CancellationToken.None);
            var log = await journal.LoadAsync(userId, CancellationToken.None);
            var (state, merges, compactedThrough) = SnapshotDocument.Read(log.Snapshot);
            foreach (var entry in log.Tail)
            {
                var effect = EffectJson.Decode(entry.Effect) with { Seq = entry.Seq };
                merges = merges.With(MergeAccounts.Of(state, effect));
                state = state.Apply([effect]);
            }

            // A new log has no clock; nothing was stamped before it.
            var stored = HlcTimestamp.TryParse(log.Clock, out var parsed) ? parsed : default;
            var floor = _clock is { } clock && clock.Last > stored ? clock.Last : stored;
            _clock = new HybridLogicalClock(nodeId, time, floor);
            _recent.Restart(stored);
            Entries.Restart(log.Tail);
            CompactedThrough = compactedThrough;
            SnapshotSeq = log.Snapshot?.Seq ?? 0;
            Committed = new CommittedLog(new SyncHead(log.Seq, epoch), state, merges, _clock.Last);
            _isStale = false;
            _verifiedAt = time.GetTimestamp();
            return true;
        }
        catch (JournalUnavailableException failure)
        {
            LogUnreadable(logger, userId, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of user {UserId} cannot be read")]
    private static partial void LogUnreadable(ILogger logger, string userId, Exception failure);
}
