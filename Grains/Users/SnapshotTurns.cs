using Microsoft.Extensions.Options;

namespace MediaGateway.Grains.Users;

/// <summary>
/// Lets only so many users of a process take a snapshot at the same moment. Users that began together reach theirs
/// together, and what one removes from the log would keep the database from the commits of all others.
/// </summary>
public sealed class SnapshotTurns(IOptions<UserOptions> options)
{
    private int _free = options.Value.SnapshotsAtOnce;

    /// <summary>Takes a turn, which must be given back; false when there is none now.</summary>
    public bool TryTake()
    {
        if (Interlocked.Decrement(ref _free) >= 0)
            return true;
        Interlocked.Increment(ref _free);
        return false;
    }

    /// <summary>Gives a turn back.</summary>
    public void GiveBack() => Interlocked.Increment(ref _free);
}
