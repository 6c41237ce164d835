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

    private readonly Dictionary<string, RememberedOperation> _byId = new(StringComparer.Ordinal);
    private readonly Queue<(string OpId, HlcTimestamp Hlc)> _oldest = new();
    private HlcTimestamp _askUpTo;

    /// <summary>Starts anew with a log that was loaded with this clock.</summary>
    public void Restart(HlcTimestamp clock)
    {
        _byId.Clear();
        _oldest.Clear();
        _askUpTo = clock;
    }

    /// <summary>What is remembered of an operation; null when it is not among the recent ones.</summary>
    public RememberedOperation? Find(string opId) => _byId.GetValueOrDefault(opId);

    /// <summary>Whether only the journal can tell that an operation with this stamp, which is not found here, is a new one.</summary>
    public bool MustAsk(HlcTimestamp hlc) => AsTime(hlc).CompareTo(AsTime(_askUpTo)) <= 0;

    /// <summary>Remembers an operation that was committed.</summary>
    public void Add(RememberedOperation operation, HlcTimestamp hlc)
    {
        if (!_byId.TryAdd(operation.OpId, operation))
            return;
        _oldest.Enqueue((operation.OpId, hlc));
        if (_oldest.Count <= Capacity)
            return;
        var (forgotten, stamp) = _oldest.Dequeue();
        _byId.Remove(forgotten);
        if (stamp > _askUpTo)
            _askUpTo = stamp;
    }

    // The bound is compared without the node: the clock that holds it carries the node of the gateway.
    private static (long Physical, int Logical) AsTime(HlcTimestamp hlc) => (hlc.Physical, hlc.Logical);
}
