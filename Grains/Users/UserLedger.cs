using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Users;

// How a user's changes become durable
//
// A grain that awaits its database inside of each call serves one caller a round trip; one that lets calls interleave over
// a state that each of them changes shows to some what others may still lose. Here neither happens:
//
//   There is one immutable state, and it is durable. Readers see that and nothing else.
//   A change waits in a queue. One loop takes all that wait, resolves them against the durable state and what those before
//   them made of it, appends the effects in one commit, and only then swaps the state in and answers. What arrives
//   meanwhile is the next commit.
//   The journal appends only onto the number that the state ends with. A second activation of the same user (possible for
//   moments, when machines fail) can read old state, but never write onto it: its append clashes.
//   After a clash, and after an append of which nobody knows whether it happened, the state in memory is worth nothing: it
//   is loaded anew, and the operations are looked up by their ids. Found with the same fingerprint they are done; else they
//   are resolved anew. Should the lost append arrive after that, it clashes with the new one, or the new one with it.
//   When the database does not answer even that, the callers are told, and the next change begins with loading.

/// <summary>The log of one user: its durable state, and the one way to change it. Runs on the scheduler of its grain.</summary>
internal sealed partial class UserLedger(string userId, string nodeId, IUserJournal journal, UserOptions options, UserTelemetry telemetry, TimeProvider time, ILogger logger)
{
    /// <summary>How often a commit is tried that clashes, or whose outcome is unknown, before its callers are told to come again.</summary>
    private const int MostAttempts = 4;

    private static readonly Dictionary<string, EarlierOutcome> NoneRemembered = [];

    private readonly Queue<PendingChange> _waiting = new();
    private readonly RecentOperations _recent = new();
    private int _waitingOperations;
    private HybridLogicalClock? _clock;
    private bool _isStale = true;
    private bool _isErasing;
    private Task _loop = Task.CompletedTask;

    /// <summary>What is durable; null before it was read for the first time.</summary>
    public CommittedLog? Committed { get; private set; }

    /// <summary>The newest entries.</summary>
    public RecentEntries Entries { get; } = new();

    /// <summary>Up to where entries may have been removed from the log.</summary>
    public long CompactedThrough { get; set; }

    /// <summary>The number that the newest stored snapshot covers.</summary>
    public long SnapshotSeq { get; private set; }

    /// <summary>Is told of every commit, after it: the number before, what is durable now, and the new entries.</summary>
    public Action<long, CommittedLog, IReadOnlyList<Effect>>? OnCommitted { get; set; }

    /// <summary>Makes a change durable, together with whatever else waits.</summary>
    public Task<CommitOutcome> CommitAsync(PendingChange change)
    {
        if (_isErasing)
            return Task.FromResult(CommitOutcome.Unavailable);
        if (_waitingOperations + change.Operations.Length > options.MostWaitingOperations)
            return Task.FromResult(CommitOutcome.Overloaded);
        _waiting.Enqueue(change);
        _waitingOperations += change.Operations.Length;
        if (_loop.IsCompleted)
            _loop = RunAsync();
        return change.Completion;
    }

    /// <summary>A snapshot of <paramref name="committed"/> is stored, and <paramref name="state"/> is what it still holds.</summary>
    public void Snapshotted(CommittedLog committed, UserState state)
    {
        SnapshotSeq = Math.Max(SnapshotSeq, committed.Head.Seq);
        if (ReferenceEquals(Committed, committed))
            Committed = committed with { State = state };
    }

    /// <summary>Whether nothing is on its way into the log.</summary>
    public bool IsIdle => _loop.IsCompleted;

    /// <summary>Ends when nothing waits any more.</summary>
    public Task WhenIdleAsync() => _loop;

    /// <summary>Removes everything that the journal holds of the user.</summary>
    /// <param name="whenQuiet">Is waited for when the last commit has ended and before anything is removed: what it started must not write afterwards.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task EraseAsync(Func<Task> whenQuiet, CancellationToken cancellationToken)
    {
        _isErasing = true;
        try
        {
            await WhenIdleAsync();
            await whenQuiet();
            await journal.EraseAsync(userId, cancellationToken);
            Committed = null;
        }
        finally
        {
            _isStale = true;
            _isErasing = false;
        }
    }

    private async Task RunAsync()
    {
        while (_waiting.Count > 0)
        {
            var group = TakeGroup();
            try
            {
                await CommitAsync(group);
            }
            catch (Exception failure)
            {
                _isStale = true;
                group.ForEach(change => change.Fail(failure));
            }
        }
    }

    private List<PendingChange> TakeGroup()
    {
        List<PendingChange> group = [];
        var operations = 0;
        while (_waiting.TryPeek(out var next) && (group.Count == 0 || operations + next.Operations.Length <= options.MostOperationsPerCommit))
        {
            group.Add(_waiting.Dequeue());
            operations += next.Operations.Length;
        }

        _waitingOperations -= operations;
        return group;
    }

    private async Task CommitAsync(List<PendingChange> group)
    {
        using var span = UserTelemetry.StartCommit(group);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            try
            {
                if (_isStale && !await LoadOnceAsync())
                    break;
                if (await TryCommitAsync(group, askForAll: attempt > 1))
                    return;
                LogClash(logger, userId, attempt);
            }
            catch (JournalOverloadedException)
            {
                // Of what an earlier attempt may have written it cannot be said that nothing was done.
                group.ForEach(change => change.Fail(change.Operations.Any(operation => operation.WasAppended) ? CommitOutcome.Unavailable : CommitOutcome.Overloaded));
                return;
            }
            catch (JournalUnavailableException failure)
            {
                LogUnknownOutcome(logger, userId, attempt, failure);
            }

            _isStale = true;
        }

        group.ForEach(change => change.Fail(CommitOutcome.Unavailable));
    }

    /// <summary>One attempt; false after a clash.</summary>
    private async Task<bool> TryCommitAsync(List<PendingChange> group, bool askForAll)
    {
        var remembered = await FindRememberedAsync(group, askForAll);
        var draft = new CommitDraft(Committed!, _clock!, time.GetUtcNow(), opId => _recent.Find(opId) ?? (remembered.TryGetValue(opId, out var outcome) ? outcome : null));
        List<PendingChange> drafted = [];
        foreach (var change in group)
        {
            if (draft.TryAdd(change))
                drafted.Add(change);
            else
                change.Fail(CommitOutcome.Overloaded);
        }

        if (!draft.IsEmpty)
        {
            try
            {
                if (await journal.AppendAsync(draft.ToAppend(userId), CancellationToken.None) is AppendOutcome.Clash)
                    return false;
            }
            catch (JournalUnavailableException)
            {
                foreach (var operation in drafted.SelectMany(change => change.Operations))
                    operation.WasAppended = true;
                throw;
            }

            SwapIn(draft);
        }

        foreach (var change in drafted)
        {
            telemetry.Count(change);
            change.Complete(Committed!);
        }

        return true;
    }

    private void SwapIn(CommitDraft draft)
    {
        var before = Committed!.Head.Seq;
        Committed = draft.ToCommitted();
        _verifiedAt = time.GetTimestamp();
        Entries.Add(draft.Entries);
        foreach (var (operation, hlc) in draft.Operations)
            _recent.Add(operation, hlc);
        if (draft.Effects.Count > 0)
            OnCommitted?.Invoke(before, Committed, draft.Effects);
    }

    private async ValueTask<IReadOnlyDictionary<string, EarlierOutcome>> FindRememberedAsync(List<PendingChange> group, bool askForAll)
    {
        // Hardly any commit has to ask, so what is asked for is gathered only when there is something.
        HashSet<string>? asked = null;
        foreach (var change in group)
        {
            foreach (var operation in change.Operations)
            {
                if (askForAll || (!operation.IsServers && _recent.Find(operation.OpId) is null && _recent.MustAsk(operation.Operation!.Hlc)))
                    (asked ??= new(StringComparer.Ordinal)).Add(operation.OpId);
            }
        }

        if (asked is null)
            return NoneRemembered;
        var found = await journal.FindOperationsAsync(userId, asked, CancellationToken.None);
        return found.ToDictionary(operation => operation.OpId, EarlierOutcome.Of, StringComparer.Ordinal);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Another activation of user {UserId} wrote first, or an operation came again; loading anew (attempt {Attempt})")]
    private static partial void LogClash(ILogger logger, string userId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "It is not known whether a commit of user {UserId} happened; looking it up (attempt {Attempt})")]
    private static partial void LogUnknownOutcome(ILogger logger, string userId, int attempt, Exception failure);
}
