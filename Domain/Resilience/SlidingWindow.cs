namespace MediaGateway.Domain.Resilience;

/// <summary>
/// Counts calls so that no window of its length, wherever it begins, ever holds more than the limit: the promise that a
/// token bucket, which allows a burst and the rate on top of it, cannot give. Calls are counted by slots and leave the window
/// one or two slots late, so that a call may be made up to a slot later than it was counted. Not thread safe.
/// </summary>
/// <remarks>Times are milliseconds of a clock that never goes back; one that does is taken to stand still.</remarks>
public sealed class SlidingWindow
{
    private const int MostSlots = 64;

    // Between being counted and being made a call goes from one machine to another.
    private const int LeastSlotMs = 250;

    private readonly int[] _calls;
    private readonly int _limit;
    private readonly long _slotMs;
    private long _slot;
    private int _sum;

    /// <summary>An empty window.</summary>
    /// <param name="limit">The most calls in it; at least 1.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="now">Now.</param>
    public SlidingWindow(int limit, TimeSpan length, long now)
    {
        _limit = limit;
        _slotMs = (long)Grace(length).TotalMilliseconds;
        // Two more than the window has: the oldest slot leaves only when all of it is out, and what was made late from it.
        _calls = new int[(((long)length.TotalMilliseconds + _slotMs - 1) / _slotMs) + 2];
        _slot = now / _slotMs;
    }

    /// <summary>How much later than it was counted a call may be made: a sixty-fourth of the window, or a quarter of a second where that is longer.</summary>
    /// <param name="length">The length of the window.</param>
    public static TimeSpan Grace(TimeSpan length) =>
        TimeSpan.FromMilliseconds(Math.Max(LeastSlotMs, ((long)length.TotalMilliseconds + MostSlots - 1) / MostSlots));

    /// <summary>How many calls may go now.</summary>
    public int Available(long now)
    {
        Advance(now);
        return Math.Max(0, _limit - _sum);
    }

    /// <summary>Counts calls, also more than were allowed: some may have been made before a restart.</summary>
    public void Take(int calls, long now)
    {
        Advance(now);
        _calls[Place(_slot)] += calls;
        _sum += calls;
    }

    /// <summary>How long until a call may go, in milliseconds; 0 when one may now.</summary>
    public long WaitFor(long now)
    {
        Advance(now);
        var excess = _sum - _limit + 1;
        for (var slot = _slot - _calls.Length + 1; excess > 0; slot++)
        {
            excess -= _calls[Place(slot)];
            if (excess <= 0) return ((slot + _calls.Length) * _slotMs) - now;
        }

        return 0;
    }

    private void Advance(long now)
    {
        var slot = now / _slotMs;
        for (var passed = Math.Min(slot - _slot, _calls.Length); passed > 0; passed--)
        {
            var leaving = Place(slot - passed + 1);
            _sum -= _calls[leaving];
            _calls[leaving] = 0;
        }

        _slot = Math.Max(_slot, slot);
    }

    private int Place(long slot) => (int)(((slot % _calls.Length) + _calls.Length) % _calls.Length);
}
