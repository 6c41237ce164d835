using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Resolving;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>
/// One commit before it is made: resolves operations, one after the other, against the state that those before them led
/// to. Nothing of it is seen by anybody until the journal has it.
/// </summary>
/// <param name="from">What is durable.</param>
/// <param name="clock">The user's clock; it takes in the stamps of what is not refused for its clock.</param>
/// <param name="now">The server's time.</param>
/// <param name="known">What became of earlier operations.</param>
internal sealed class CommitDraft(CommittedLog from, HybridLogicalClock clock, DateTimeOffset now, Func<string, EarlierOutcome?> known)
{
    private readonly Dictionary<string, EarlierOutcome> _drafted = new(StringComparer.Ordinal);
    private readonly List<(RememberedOperation Operation, HlcTimestamp Hlc)> _operations = [];
    private readonly List<Effect> _effects = [];
    private readonly List<JournalEntry> _entries = [];
    private UserState _state = from.State;
    private RecentMerges _merges = from.Merges;
    private long _seq = from.Head.Seq;

    /// <summary>The effects, numbered.</summary>
    public IReadOnlyList<Effect> Effects => _effects;

    /// <summary>The effects as the journal keeps them.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>What is to be remembered of the operations, with their stamps.</summary>
    public IReadOnlyList<(RememberedOperation Operation, HlcTimestamp Hlc)> Operations => _operations;

    /// <summary>Whether there is nothing to be made durable.</summary>
    public bool IsEmpty => _operations.Count == 0 && _effects.Count == 0;

    /// <summary>Resolves a change; false, and nothing done, when the clock can issue no stamp for it now.</summary>
    public bool TryAdd(PendingChange change)
    {
        foreach (var operation in change.Operations)
        {
            if (!operation.TryStamp(clock))
                return false;
        }

        foreach (var operation in change.Operations)
            operation.Result = Resolve(change, operation);
        return true;
    }

    /// <summary>What the journal is to append.</summary>
    public UserAppend ToAppend(string userId) => new(
        userId,
        from.Head.Seq,
        clock.Last.ToString(),
        _entries,
        [.. _operations.Select(entry => entry.Operation)]);

    /// <summary>What is durable once the journal has it.</summary>
    public CommittedLog ToCommitted() => new(from.Head with { Seq = _seq }, _state, _merges, clock.Last);

    private OperationResult Resolve(PendingChange change, PendingOperation pending)
    {
        if ((known(pending.OpId) ?? FindDrafted(pending.OpId)) is { } earlier)
            return Repeat(pending, earlier);

        var context = new ResolveContext(now, change.DeviceId, change.FindCanonicalId);
        var resolution = IntentResolver.Resolve(_state, pending.Operation!, context);
        if (resolution.Refusal is { } refusal)
        {
            // The answer depended on what was there: a late repeat of the same request must not get another one.
            if (!pending.IsServers && refusal.Error is RefusalCodes.UnknownContent or RefusalCodes.InvalidAnchor or RefusalCodes.NotInWatchlist)
                Remember(pending, seq: 0, refusal.Error);
            return new OperationResult(pending.OpId, OperationStatus.Refused, refusal);
        }

        foreach (var effect in resolution.Effects)
        {
            var numbered = effect with { Seq = ++_seq };
            _effects.Add(numbered);
            _entries.Add(new JournalEntry(numbered.Seq, numbered.OpId, numbered.DeviceId, now, EffectJson.Encode(numbered)));
            _merges = _merges.With(MergeAccounts.Of(_state, numbered));
            _state = _state.Apply(numbered);
        }

        Remember(pending, _seq, refusal: null);
        return new OperationResult(pending.OpId, OperationStatus.Applied);
    }

    private void Remember(PendingOperation pending, long seq, string? refusal)
    {
        var operation = pending.Operation!;
        if (!pending.IsServers)
            clock.Observe(operation.Hlc);
        IReadOnlyList<string> cancelled = seq > 0 && _effects[^1].Operation is WatchlistRemove { Observed: { } observed } ? observed : [];
        var remembered = new RememberedOperation(pending.OpId, pending.Fingerprint, seq, refusal, now, cancelled);
        _drafted.Add(pending.OpId, EarlierOutcome.Of(remembered));
        _operations.Add((remembered, operation.Hlc));
    }

    private EarlierOutcome? FindDrafted(string opId) => _drafted.TryGetValue(opId, out var outcome) ? outcome : null;

    private static OperationResult Repeat(PendingOperation pending, EarlierOutcome earlier)
    {
        if (!earlier.IsOf(pending.Fingerprint.Span))
            return new OperationResult(pending.OpId, OperationStatus.Refused, OperationRefusal.OpIdReused(pending.OpId));
        if (earlier.Refusal is { } code)
            return new OperationResult(pending.OpId, OperationStatus.Refused, new OperationRefusal(code, "it was refused when it came first"));
        return new OperationResult(pending.OpId, pending.WasAppended ? OperationStatus.Applied : OperationStatus.Duplicate);
    }
}
