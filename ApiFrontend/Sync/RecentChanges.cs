using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>
/// The newest stretch of one user's log, without gaps, as the hints brought it. Bounded: what is older is read from the
/// user grain. Not safe for threads; its feed locks.
/// </summary>
internal sealed class RecentChanges
{
    /// <summary>The most operations that are kept; hints are dropped as a whole, the oldest first.</summary>
    public const int MostOperations = 512;

    private readonly Queue<UserChanged> _changes = [];
    private int _operations;

    /// <summary>Where the log ends, as far as is known; null before anything is.</summary>
    public SyncHead? Head { get; private set; }

    /// <summary>Takes a hint; false when it says nothing new.</summary>
    public bool Take(UserChanged change)
    {
        var sameLog = Head?.LogEpoch == change.LogEpoch;
        if (sameLog && change.Seq <= Head!.Seq)
            return false;

        if (!sameLog || change.From != Head!.Seq || change.Operations.Count == 0)
            Forget();
        if (change.Operations.Count > 0)
        {
            _changes.Enqueue(change);
            _operations += change.Operations.Count;
        }

        while (_operations > MostOperations)
            _operations -= _changes.Dequeue().Operations.Count;
        Head = new SyncHead(change.Seq, change.LogEpoch);
        return true;
    }

    /// <summary>Takes what the user grain says of its head; false when it says nothing new.</summary>
    public bool Take(SyncHead head) =>
        Take(new UserChanged(Head?.LogEpoch == head.LogEpoch ? Head.Seq : 0, head.Seq, head.LogEpoch, []));

    /// <summary>All operations after <paramref name="seq"/>, when none of them is missing here.</summary>
    public bool TryReadAfter(long seq, out IReadOnlyList<Effect> found)
    {
        found = [];
        if (!_changes.TryPeek(out var oldest) || seq < oldest.From)
            return false;
        found = [.. _changes.Where(change => change.Seq > seq).SelectMany(change => change.Operations).Where(effect => effect.Seq > seq)];
        return true;
    }

    private void Forget()
    {
        _changes.Clear();
        _operations = 0;
    }
}
