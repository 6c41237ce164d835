namespace MediaGateway.Domain.Sources.Permits;

/// <summary>
/// Calls that are written down before they are made, so that none is forgotten when the process ends: some at a time, and
/// for a short while, because after a restart all of them count as made.
/// </summary>
/// <param name="Calls">How many, and until when.</param>
/// <param name="Units">What they may cost of the quota.</param>
/// <param name="Until">The end by the steady clock, in milliseconds.</param>
internal sealed record CallReservation(ReservedCalls Calls, int Units, long Until)
{
    // An eighth of a window at a time: eight writes for a full window, and at most an eighth of it lost by a restart.
    private const int Parts = 8;
    private const int QuotaParts = 50;
    private const double UsualSeconds = 10;

    public static CallReservation For(SourceTerms terms, int cost, int used, DateTimeOffset time, long now)
    {
        var narrowest = terms.Windows.Count == 0 ? null : terms.Windows.MinBy(window => window.Seconds);
        var calls = Math.Max(1, terms.Windows.Count == 0 ? terms.Burst : Math.Min(terms.Burst, terms.Windows.Min(window => window.Calls) / Parts));
        var span = TimeSpan.FromSeconds((narrowest?.Seconds ?? UsualSeconds) / Parts);
        var units = terms.Quota is { } quota ? Math.Min(quota.Units - used, Math.Max(cost, quota.Units / QuotaParts)) : 0;
        return new CallReservation(new ReservedCalls(calls, time + span), units, now + (long)span.TotalMilliseconds);
    }
}

/// <summary>What is left of a reservation.</summary>
internal sealed class CallLease
{
    private int _calls;
    private long _until = long.MinValue;

    public int Units { get; private set; }

    public bool Covers(int cost, long now) => _calls > 0 && Units >= cost && now < _until;

    public void Renew(CallReservation reservation) => (_calls, Units, _until) = (reservation.Calls.Count, reservation.Units, reservation.Until);

    public void Spend(int cost) => (_calls, Units) = (_calls - 1, Units - cost);

    public void Drop() => (_calls, Units) = (0, 0);
}
