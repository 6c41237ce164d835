namespace MediaGateway.Domain.Time;

// Why a hybrid clock
//
// Two devices change the same thing while one of them is on a train. When they meet, one write must win, and it must be
// the same one everywhere. The naive ways fail:
//
//   Wall clocks alone. They step back (a write loses to the one it replaced), they stand still within a millisecond (ties),
//   and one phone set to 2031 wins every argument until 2031.
//   Counters alone (Lamport). They order what depends on each other, but a device that counted little loses to one that
//   counted much, whenever the two wrote; "the last write" no longer means what a person means by it.
//
// A hybrid logical clock (Kulkarni, Demirbas and others, "Logical Physical Clocks", 2014) is the wall clock as long as that
// moves, and a counter where it does not: stamps of one node always rise, what was seen comes before what is written
// after it, and the physical part stays within a bound of the truth.
//
// The rules here, each held by a test:
//
//   1. A node's stamps rise strictly, whatever its wall clock does. When the wall clock steps back the physical part
//      stands still and the counter counts.
//   2. The physical part is never behind the wall clock.
//   3. The physical part is never *moved* further ahead of the wall clock than the bound (60 s). Others' stamps beyond it
//      are refused, and a refused stamp leaves the clock exactly as it was: adopting it first and checking after is how one
//      wrong phone drags a whole household into the future.
//   4. The counter has 16 bits. Stamp 65,537 of a standing millisecond carries into the physical part, under rule 3. When
//      the bound leaves no room the clock issues nothing until time moves, and says so; it never wraps.
//   5. A restarted clock starts above what it may have issued before. The caller stores `Last` with what was stamped, in
//      the same commit, and gives it back as `floor`.
//   6. Stamps are compared as whole triples, the node included; see HlcTimestamp.

/// <summary>A hybrid logical clock: it issues stamps that rise and takes in those of others.</summary>
/// <remarks>Safe for threads.</remarks>
public sealed class HybridLogicalClock
{
    private readonly TimeProvider _time;
    private readonly HlcLimits _limits;
    private readonly string _nodeId;
    private readonly Lock _gate = new();
    private HlcTimestamp _last;

    /// <summary>Makes the clock of a node.</summary>
    /// <param name="nodeId">The node, 1 to 64 characters; no two clocks that run at once may share it.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="floor">What it may have issued or seen before: everything it issues comes after. The default value for a new clock.</param>
    /// <param name="limits">What it believes; null for <see cref="HlcLimits.Default"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="nodeId"/> is empty or too long.</exception>
    public HybridLogicalClock(string nodeId, TimeProvider time, HlcTimestamp floor = default, HlcLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(nodeId);
        if (nodeId.Length > HlcTimestamp.MaxNodeIdLength)
        {
            throw new ArgumentException($"a node id has at most {HlcTimestamp.MaxNodeIdLength} characters", nameof(nodeId));
        }
        _nodeId = nodeId;
        _time = time;
        _limits = limits ?? HlcLimits.Default;
        _last = floor with { NodeId = nodeId };
    }

    /// <summary>The greatest stamp that was issued or taken in, under this clock's own node; to be stored as the next floor.</summary>
    public HlcTimestamp Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>
    /// Issues the next stamp. False, and the clock unchanged, when the counter is used up and the drift bound leaves no
    /// room to carry into: try again when the wall clock has moved.
    /// </summary>
    public bool TryIssue(out HlcTimestamp stamp)
    {
        lock (_gate)
        {
            var wallMs = WallMs();
            var issued = TryAdvance(_last, wallMs, out stamp);
            if (issued)
            {
                _last = stamp;
            }
            return issued;
        }
    }

    /// <summary>
    /// Takes in a stamp of another node, so that whatever is issued from now on comes after it. Any verdict but
    /// <see cref="HlcVerdict.Accepted"/> leaves the clock as it was.
    /// </summary>
    public HlcVerdict Observe(HlcTimestamp remote)
    {
        lock (_gate)
        {
            var wallMs = WallMs();
            var verdict = _limits.Judge(remote, wallMs);
            if (verdict == HlcVerdict.Accepted)
            {
                var seen = remote with { NodeId = _nodeId };
                var greatest = seen > _last ? seen : _last;
                // At the very end of the bound the event itself cannot be counted; what was seen still is the new floor.
                _last = TryAdvance(greatest, wallMs, out var next) ? next : greatest;
            }
            return verdict;
        }
    }

    private bool TryAdvance(HlcTimestamp current, long wallMs, out HlcTimestamp next)
    {
        if (wallMs > current.Physical)
        {
            next = new HlcTimestamp(wallMs, 0, _nodeId);
            return true;
        }
        if (current.Logical < HlcTimestamp.MaxLogical)
        {
            next = current with { Logical = current.Logical + 1 };
            return true;
        }
        next = new HlcTimestamp(current.Physical + 1, 0, _nodeId);
        return _limits.Judge(next, wallMs) == HlcVerdict.Accepted;
    }

    private long WallMs() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
