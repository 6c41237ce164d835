using MediaGateway.Grains.Users;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>The journal's promises kept in memory, with faults on order and a gate that holds commits.</summary>
internal sealed class MemoryJournal(TimeProvider time) : IUserJournal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Log> _logs = new(StringComparer.Ordinal);
    private readonly Queue<JournalFault> _faults = [];
    private Func<UserAppend, Task>? _beforeCommit;
    private Func<UserSnapshot, Task>? _beforeSnapshot;

    /// <summary>How many appends were committed.</summary>
    public int Commits { get; private set; }

    /// <summary>How often operations were looked up.</summary>
    public int LookUps { get; private set; }

    /// <summary>While set, nothing can be read.</summary>
    public bool Down { get; set; }

    /// <summary>While set, no snapshot can be stored.</summary>
    public bool FailSnapshots { get; set; }

    /// <summary>How many snapshots could not be stored.</summary>
    public int FailedSnapshots { get; private set; }

    /// <summary>The identity of this log.</summary>
    public string Epoch { get; set; } = "epoch-1";

    /// <summary>The coming appends fail in these ways, one each.</summary>
    public void FailNext(params JournalFault[] next)
    {
        lock (_gate)
        {
            foreach (var fault in next)
                _faults.Enqueue(fault);
        }
    }

    /// <summary>Every append waits for this before it commits; null lets them pass.</summary>
    public void HoldCommits(Func<UserAppend, Task>? hold) => _beforeCommit = hold;

    /// <summary>Every snapshot waits for this before it is stored; null lets them pass.</summary>
    public void HoldSnapshots(Func<UserSnapshot, Task>? hold) => _beforeSnapshot = hold;

    /// <summary>The committed entries of a user that compaction has left.</summary>
    public IReadOnlyList<JournalEntry> EntriesOf(string userId)
    {
        lock (_gate)
            return [.. LogOf(userId).Entries];
    }

    /// <summary>The stored snapshot of a user.</summary>
    public UserSnapshot? SnapshotOf(string userId)
    {
        lock (_gate)
            return LogOf(userId).Snapshot;
    }

    public async ValueTask<AppendOutcome> AppendAsync(UserAppend append, CancellationToken cancellationToken)
    {
        var fault = NextFault();
        if (fault is JournalFault.Overloaded)
            throw new JournalOverloadedException("The queue is full.");
        if (fault is JournalFault.BeforeCommit)
            throw new JournalUnavailableException("Lost before the commit.");
        // As a real database does, the answer comes from another thread and later.
        await Task.Yield();
        if (_beforeCommit is { } hold)
            await hold(append);
        var outcome = Commit(append);
        return fault is JournalFault.AfterCommit
            ? throw new JournalUnavailableException("Lost after the commit.")
            : outcome;
    }

    public async Task<UserLog> LoadAsync(string userId, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ThrowWhenDown();
        lock (_gate)
        {
            var log = LogOf(userId);
            return new UserLog(log.Seq, log.Clock, log.Snapshot, [.. log.Entries.Where(entry => entry.Seq > (log.Snapshot?.Seq ?? 0))]);
        }
    }

    public async Task<LogPart> ReadAsync(string userId, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ThrowWhenDown();
        lock (_gate)
            return new LogPart([.. LogOf(userId).Entries.Where(entry => entry.Seq > afterSeq).Take(limit)], LogOf(userId).CompactedThrough);
    }

    public async Task<IReadOnlyList<RememberedOperation>> FindOperationsAsync(string userId, IReadOnlyCollection<string> opIds, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ThrowWhenDown();
        lock (_gate)
        {
            LookUps++;
            var operations = LogOf(userId).Operations;
            return [.. opIds.Where(operations.ContainsKey).Select(opId => operations[opId])];
        }
    }

    public async Task<long?> FindFirstAtOrAfterAsync(string userId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ThrowWhenDown();
        lock (_gate)
            return LogOf(userId).Entries.FirstOrDefault(entry => entry.CommittedAt >= at)?.Seq;
    }

    public async Task SaveSnapshotAsync(UserSnapshot snapshot, Compaction compaction, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ThrowWhenDown();
        Assert.InRange(compaction.Through, 0, snapshot.Seq);
        Assert.All(compaction.Superseded, seq => Assert.True(seq < snapshot.Seq));
        if (_beforeSnapshot is { } hold)
            await hold(snapshot);
        lock (_gate)
        {
            if (FailSnapshots)
            {
                FailedSnapshots++;
                throw new JournalUnavailableException("No snapshot can be stored.");
            }

            var log = LogOf(snapshot.UserId);
            if (log.Snapshot is { } stored && stored.Seq >= snapshot.Seq)
                return;
            log.Snapshot = snapshot;
            log.CompactedThrough = Math.Max(log.CompactedThrough, compaction.Through);
            log.Entries.RemoveAll(entry => entry.Seq <= compaction.Through || compaction.Superseded.Contains(entry.Seq));
        }
    }

    public async Task EraseAsync(string userId, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ThrowWhenDown();
        lock (_gate)
            _logs.Remove(userId);
    }

    public Task<string> GetEpochAsync(CancellationToken cancellationToken)
    {
        ThrowWhenDown();
        return Task.FromResult(Epoch);
    }

    private AppendOutcome Commit(UserAppend append)
    {
        lock (_gate)
        {
            var log = LogOf(append.UserId);
            if (log.Seq != append.ExpectedSeq || append.Operations.Any(operation => log.Operations.ContainsKey(operation.OpId)))
                return AppendOutcome.Clash;
            foreach (var entry in append.Entries)
            {
                Assert.Equal(log.Seq + 1, entry.Seq);
                log.Seq = entry.Seq;
                log.Entries.Add(entry with { CommittedAt = time.GetUtcNow() });
            }

            foreach (var operation in append.Operations)
                log.Operations.Add(operation.OpId, operation);
            if (string.CompareOrdinal(append.Clock, log.Clock) > 0)
                log.Clock = append.Clock;
            Commits++;
            return AppendOutcome.Committed;
        }
    }

    private JournalFault? NextFault()
    {
        lock (_gate)
            return _faults.TryDequeue(out var fault) ? fault : null;
    }

    private void ThrowWhenDown()
    {
        if (Down)
            throw new JournalUnavailableException("The database is down.");
    }

    private Log LogOf(string userId)
    {
        if (!_logs.TryGetValue(userId, out var log))
            _logs[userId] = log = new Log();
        return log;
    }

    private sealed class Log
    {
        public long Seq { get; set; }

        public string? Clock { get; set; }

        public UserSnapshot? Snapshot { get; set; }

        public long CompactedThrough { get; set; }

        public List<JournalEntry> Entries { get; } = [];

        public Dictionary<string, RememberedOperation> Operations { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>How an append fails.</summary>
internal enum JournalFault
{
    /// <summary>It does not.</summary>
    None,
    /// <summary>The queue is full; nothing is written.</summary>
    Overloaded,
    /// <summary>The connection is lost and nothing is written.</summary>
    BeforeCommit,
    /// <summary>The connection is lost after everything was written.</summary>
    AfterCommit,
}
