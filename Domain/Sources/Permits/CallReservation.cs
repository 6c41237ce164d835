namespace MediaGateway.Domain.Sources.Permits;

/// <summary>
/// Calls that are written down before they are made, so that none is forgotten when the process ends: some at a time, and
/// for a short while, because after a restart all of them count as made.
/// </summary>
/// <param name="Calls">How many, and until when.</param>
/// <param name="Units">What they may cost of the quota.</param>
/// <param name="Until">The end by the steady clock, in milliseconds.</param>
/// <param name="Span">How long it is, in milliseconds.</param>
internal sealed record CallReservation(ReservedCalls Calls, int Units, long Until, long Span)
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
        return new CallReservation(new ReservedCalls(calls, time + span), units, now + (long)span.TotalMilliseconds, (long)span.TotalMilliseconds);
    }
}

/// <summary>What is left of a reservation.</summary>
internal sealed class CallLease
{
    // Half is left when more is asked for: time enough for a write, however many calls there are.
    private const int LowPart = 2;

    private CallReservation? _whole;

    /// <summary>The calls that are left.</summary>
    public int Calls { get; private set; }

    /// <summary>What is left for them of the quota.</summary>
    public int Units { get; private set; }

    public bool Covers(int cost, long now) => _whole is not null && Calls > 0 && Units >= cost && now < _whole.Until;

    /// <summary>Whether it covers one more call, and not many more after that.</summary>
    public bool IsRunningLow(int cost, long now) =>
        Covers(cost, now) && (Calls * LowPart <= _whole!.Calls.Count || Units * LowPart < _whole.Units || (_whole.Until - now) * LowPart <= _whole.Span);

    /// <summary>Puts another one in its place.</summary>
    /// <param name="reservation">The other one.</param>
    /// <param name="spent">What was spent of the quota while it was being written down, and is part of it.</param>
    public void Renew(CallReservation reservation, int spent) => (_whole, Calls, Units) = (reservation, reservation.Calls.Count, reservation.Units - spent);

    public void Spend(int cost) => (Calls, Units) = (Calls - 1, Units - cost);

    public void Drop() => (Calls, Units) = (0, 0);
}
