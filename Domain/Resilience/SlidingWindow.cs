namespace MediaGateway.Domain.Resilience;

/// <summary>
/// Counts calls so that no window of its length, wherever it begins, ever holds more than the limit: the promise that a
/// token bucket, which allows a burst and the rate on top of it, cannot give. Calls are counted by slots of a sixty-fourth
/// of the window and leave it a slot late, never early. Not thread safe.
/// </summary>
/// <remarks>Times are milliseconds of a clock that never goes back; one that does is taken to stand still.</remarks>
public sealed class SlidingWindow
{
    private const int Slots = 64;

    // One more than the window has: the oldest slot leaves only when all of it is out.
    private readonly int[] _calls = new int[Slots + 1];
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
        _slotMs = Math.Max(1, ((long)length.TotalMilliseconds + Slots - 1) / Slots);
        _slot = now / _slotMs;
    }

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
        for (var slot = _slot - Slots; excess > 0; slot++)
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
