using System.Buffers;
using System.Text.Json;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>Answers what a device missed: the operations, or a snapshot where they are gone, or longer.</summary>
internal sealed class LogReader(string userId, UserLedger ledger, IUserJournal journal)
{
    /// <summary>Up to so many operations are never replaced by a snapshot, however short that would be.</summary>
    private const int AlwaysOperations = SyncLimits.MaxBatch;

    /// <summary>Answers a query.</summary>
    public async Task<SyncState> ReadAsync(SyncStateQuery query, CancellationToken cancellationToken)
    {
        try
        {
            if (!await ledger.OpenAsync())
                return Unreadable;
            await ledger.VerifyAsync();
            if (IsAhead(query) && !await ledger.CatchUpAsync(query.After!.Value))
                return Unreadable;
            var seen = ledger.Committed!;
            var after = query.AtOrAfter is { } time
                ? await FindBeforeAsync(time, seen, cancellationToken)
                : query.After;
            return after is { } seq && IsInLog(query, seq, seen)
                ? await ReadOperationsAsync(seq, query, cancellationToken)
                : Snapshot(ledger.Committed!, query);
        }
        catch (JournalUnavailableException)
        {
            return Unreadable;
        }
    }

    private static ReadOnlyMemory<byte> Encode(CommittedLog committed, string? playsCursor)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
            SnapshotJson.Write(writer, committed.State, committed.State.Plays.IsEmpty ? null : playsCursor);
        return buffer.WrittenMemory;
    }

    private static SyncState Unreadable => new(CommitOutcome.Unavailable, [], null, 0, "", false);

    // Who is ahead of it has seen more than this activation: another one has written since, or the log was restored.
    private bool IsAhead(SyncStateQuery query)
    {
        var head = ledger.Committed!.Head;
        return query.After > head.Seq && (query.LogEpoch ?? head.LogEpoch) == head.LogEpoch;
    }

    private bool IsInLog(SyncStateQuery query, long seq, CommittedLog seen)
    {
        var isSameLog = query.LogEpoch is null || query.LogEpoch == seen.Head.LogEpoch;
        var missed = seen.Head.Seq - seq;
        return isSameLog
            && missed >= 0
            && seq >= ledger.CompactedThrough
            && (missed <= AlwaysOperations || missed <= (long)seen.State.Items.Length + seen.State.Removed.Length);
    }

    private async Task<SyncState> ReadOperationsAsync(long after, SyncStateQuery query, CancellationToken cancellationToken)
    {
        var compactedThrough = ledger.CompactedThrough;
        var operations = ledger.Entries.ReadAfter(after, query.Limit);
        if (operations is null && after < ledger.Committed!.Head.Seq)
        {
            var part = await journal.ReadAsync(userId, after, query.Limit, cancellationToken);
            operations = [.. part.Entries.Select(entry => EffectJson.Decode(entry.Effect) with { Seq = entry.Seq })];
            compactedThrough = part.CompactedThrough;
        }

        // Read after the wait: what the journal has and the state does not is not for anyone's eyes yet.
        var committed = ledger.Committed!;
        IReadOnlyList<Effect> visible = [.. (operations ?? []).TakeWhile(entry => entry.Seq <= committed.Head.Seq)];
        var end = visible.Count == 0 ? after : visible[^1].Seq;
        // What is missing after the place of compaction, later entries have made pointless.
        var isWhole = after >= compactedThrough && (visible.Count > 0 || after == committed.Head.Seq);
        return isWhole
            ? new SyncState(CommitOutcome.Committed, visible, null, end, committed.Head.LogEpoch, end < committed.Head.Seq)
            : Snapshot(committed, query);
    }

    private async Task<long?> FindBeforeAsync(DateTimeOffset time, CommittedLog seen, CancellationToken cancellationToken)
    {
        var first = await journal.FindFirstAtOrAfterAsync(userId, time, cancellationToken);
        var before = first is { } seq && seq <= seen.Head.Seq ? seq - 1 : seen.Head.Seq;
        // Where the log begins after what was compacted, something as late may have been compacted, too.
        return before > 0 && before <= ledger.CompactedThrough ? null : before;
    }

    private static SyncState Snapshot(CommittedLog committed, SyncStateQuery query) =>
        new(CommitOutcome.Committed, [], Encode(committed, query.PlaysCursor), committed.Head.Seq, committed.Head.LogEpoch, false);
}
