using MediaGateway.Domain.Time;

namespace MediaGateway.Grains.Users;

/// <summary>
/// The operations that this activation has seen last, so that most repeats are recognised, and most new ones known to be
/// new, without asking the journal.
/// </summary>
/// <remarks>
/// Whatever was remembered before this activation is stamped at or before the clock that the log had when it was loaded,
/// and what is forgotten here raises that bound. Later stamps are taken for new. A repeat that was stamped anew may be
/// mistaken for new by that; the journal, which remembers every id, then refuses the append as a clash.
/// </remarks>
internal sealed class RecentOperations
{
    /// <summary>The most operations that are kept.</summary>
    public const int Capacity = 512;

    private readonly Dictionary<OperationKey, EarlierOutcome> _byId = [];
    private readonly Queue<(OperationKey Id, long Physical, int Logical)> _oldest = new();
    private (long Physical, int Logical) _askUpTo;

    /// <summary>Starts anew with a log that was loaded with this clock.</summary>
    public void Restart(HlcTimestamp clock)
    {
        _byId.Clear();
        _oldest.Clear();
        _askUpTo = AsTime(clock);
    }

    /// <summary>What became of an operation; null when it is not among the recent ones.</summary>
    public EarlierOutcome? Find(string opId) => _byId.TryGetValue(OperationKey.Of(opId), out var outcome) ? outcome : null;

    /// <summary>Whether only the journal can tell that an operation with this stamp, which is not found here, is a new one.</summary>
    public bool MustAsk(HlcTimestamp hlc) => AsTime(hlc).CompareTo(_askUpTo) <= 0;

    /// <summary>Remembers an operation that was committed.</summary>
    public void Add(RememberedOperation operation, HlcTimestamp hlc)
    {
        var id = OperationKey.Of(operation.OpId);
        if (!_byId.TryAdd(id, EarlierOutcome.Of(operation)))
            return;
        _oldest.Enqueue((id, hlc.Physical, hlc.Logical));
        if (_oldest.Count <= Capacity)
            return;
        var (forgotten, physical, logical) = _oldest.Dequeue();
        _byId.Remove(forgotten);
        if ((physical, logical).CompareTo(_askUpTo) > 0)
            _askUpTo = (physical, logical);
    }

    // Without the node: the clock that a log is loaded with carries the node of the gateway.
    private static (long Physical, int Logical) AsTime(HlcTimestamp hlc) => (hlc.Physical, hlc.Logical);
}
