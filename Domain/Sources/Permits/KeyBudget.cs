using MediaGateway.Domain.Resilience;

namespace MediaGateway.Domain.Sources.Permits;

/// <summary>What may still be asked with one key. Not thread safe; times are milliseconds of a clock that never goes back.</summary>
internal sealed class KeyBudget
{
    // How wrong the machine's clock may have been when a reservation was written down.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    // A source that counts days of which its terms say nothing is asked again now and then.
    private static readonly TimeSpan UncountedQuotaWait = TimeSpan.FromHours(1);

    private readonly SourceTerms _terms;
    private readonly SlidingWindow[] _windows;
    private readonly CallLease _lease = new();
    private readonly List<(ReservedCalls Calls, long Until)> _reserved;
    private TokenBucket _bucket;
    private long _blockedUntil;
    private int _day;
    private int _units;
    private long _spent;

    // Spent since the source's time was last known for sure, and in the stretch before that: near midnight nobody can say
    // to which day it counts, so it counts for both.
    private int _doubtful;
    private int _doubtfulBefore;

    public KeyBudget(string name, SourceTerms terms, KeyRecord? record, int day, DateTimeOffset time, long now)
    {
        Name = name;
        _terms = terms;
        _bucket = TokenBucket.Full(terms.Burst, terms.PerSecond, now);
        _windows = [.. terms.Windows.Select(window => new SlidingWindow(window.Calls, window.Length, now))];
        _day = day;
        // What was reserved before a restart counts as made just now: that it was earlier is not known for sure.
        _reserved = [.. (record?.Reserved ?? []).Where(calls => calls.Until + Longest + ClockTolerance > time).Select(calls => (calls, now))];
        Array.ForEach(_windows, window => window.Take(_reserved.Sum(earlier => earlier.Calls.Count), now));
        if (record is null) return;
        // The day only ever goes forward: a clock that was put back gives no units anew.
        _day = Math.Max(day, record.Day);
        _units = record.Day == _day ? record.Units : record.Doubtful;
        _doubtful = record.Doubtful;
        _blockedUntil = now + Math.Max(0, (long)(record.BlockedUntil - time).TotalMilliseconds);
    }

    public string Name { get; }

    /// <summary>Whether the source has refused the key for good, until the next start.</summary>
    public bool IsRefused { get; private set; }

    public int UnitsUsed => _units;

    private TimeSpan Longest => _terms.Windows.Count == 0 ? TimeSpan.Zero : _terms.Windows.Max(window => window.Length);

    /// <summary>The largest part of any of its limits that is used, 0 to 1.</summary>
    public double Load(long now)
    {
        var load = _terms.Quota is { } quota ? (double)_units / quota.Units : 0;
        for (var window = 0; window < _windows.Length; window++)
        {
            load = Math.Max(load, 1 - ((double)_windows[window].Available(now) / _terms.Windows[window].Calls));
        }

        return load;
    }

    /// <summary>The part of the day's quota that is used, 0 to 1.</summary>
    public double QuotaLoad => _terms.Quota is { } quota ? (double)_units / quota.Units : 0;

    /// <summary>Moves on to the day it is; the units of the one before are of the past, but for doubtful ones.</summary>
    public void MoveTo(int day)
    {
        if (day <= _day) return;
        (_day, _units) = (day, _doubtful + _doubtfulBefore);
        _lease.Drop();
    }

    /// <summary>The source's time is known for sure: what was spent before the last time it was belongs to its day.</summary>
    public void Settle() => (_doubtfulBefore, _doubtful) = (_doubtful, 0);

    /// <summary>Why no call may go now; null when one may.</summary>
    /// <param name="cost">What it costs of the quota.</param>
    /// <param name="share">Which part of the limits the caller may use, 0 to 1.</param>
    /// <param name="now">Now.</param>
    /// <param name="untilNextDay">How long the quota's day still lasts.</param>
    public PermitRefusal? WhyNot(int cost, double share, long now, TimeSpan untilNextDay)
    {
        if (IsRefused) return new PermitRefusal(PermitRefusalReason.KeyRefused, untilNextDay);
        if (_terms.Quota is { } quota && _units + cost > quota.Units * share) return new PermitRefusal(PermitRefusalReason.QuotaExhausted, untilNextDay);
        var wait = Math.Max(_blockedUntil - now, _bucket.WaitFor(now));
        for (var window = 0; window < _windows.Length; window++)
        {
            var kept = (int)Math.Ceiling(_terms.Windows[window].Calls * (1 - share));
            if (_windows[window].Available(now) <= kept)
            {
                wait = Math.Max(wait, Math.Max(1, _windows[window].WaitFor(now)));
            }
        }

        return wait > 0 ? new PermitRefusal(PermitRefusalReason.RateLimited, TimeSpan.FromMilliseconds(wait)) : null;
    }

    /// <summary>Whether what is written down covers one more call.</summary>
    public bool IsCovered(int cost, long now) => _lease.Covers(cost, now);

    /// <summary>Whether it covers one more call, not many after that, and more could be written down.</summary>
    public bool IsRunningLow(int cost, DateTimeOffset time, long now) =>
        _lease.IsRunningLow(cost, now) && Reserve(cost, time, now) is var more && more.Calls.Count > 1 && (_terms.Quota is null || more.Units >= _lease.Units);

    /// <summary>What was ever spent of the quota since the start, whichever day it was.</summary>
    public long Spent => _spent;

    /// <summary>What to write down so that some more calls are covered, the given one among them.</summary>
    public CallReservation Reserve(int cost, DateTimeOffset time, long now) => CallReservation.For(_terms, cost, _units, time, now);

    /// <summary>What is written down of the key, with a reservation that is about to be.</summary>
    public KeyRecord ToRecord(CallReservation? reservation, DateTimeOffset time, long now)
    {
        _reserved.RemoveAll(earlier => earlier.Until + (long)Longest.TotalMilliseconds < now);
        var leased = reservation?.Units ?? _lease.Units;
        return new KeyRecord(
            Name,
            _day,
            _units + leased,
            _doubtfulBefore + _doubtful + leased,
            time.AddMilliseconds(Math.Max(0, _blockedUntil - now)),
            [.. _reserved.Select(earlier => earlier.Calls), .. reservation is null ? Array.Empty<ReservedCalls>() : [reservation.Calls]]);
    }

    /// <summary>The reservation is durable.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="spentBefore">What was <see cref="Spent"/> when it was made: what was spent since was written down as part of it.</param>
    public void Cover(CallReservation reservation, long spentBefore)
    {
        // Of the one before it no more calls are made than were.
        if (_lease.Calls > 0 && _reserved.Count > 0) _reserved[^1] = (_reserved[^1].Calls with { Count = _reserved[^1].Calls.Count - _lease.Calls }, _reserved[^1].Until);
        _reserved.Add((reservation.Calls, reservation.Until));
        _lease.Renew(reservation, (int)(_spent - spentBefore));
    }

    /// <summary>A call goes now.</summary>
    public void Spend(int cost, long now)
    {
        _bucket = _bucket.Take(1, now);
        Array.ForEach(_windows, window => window.Take(1, now));
        _units += cost;
        _doubtful += cost;
        _spent += cost;
        _lease.Spend(cost);
    }

    /// <summary>The source wants to be left alone.</summary>
    public void BlockFor(TimeSpan wait, long now) => _blockedUntil = Math.Max(_blockedUntil, now + (long)wait.TotalMilliseconds);

    /// <summary>The source says that nothing is left for today, whatever we have counted: somebody else uses the key, too.</summary>
    public void Exhaust(long now)
    {
        if (_terms.Quota is { } quota) _units = quota.Units;
        else BlockFor(UncountedQuotaWait, now);
    }

    /// <summary>The source does not take the key.</summary>
    public void Refuse() => IsRefused = true;
}
