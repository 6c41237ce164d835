using MediaGateway.Domain.Resilience;

namespace MediaGateway.Domain.Sources.Permits;

/// <summary>
/// Decides which calls to one source may be made, and with which key: round robin over the keys, past those of which
/// four fifths are used while another has more left. A call is covered by what is written down before it is made; when
/// nothing covers it, <see cref="Reserve"/> says what to write down. Not thread safe.
/// </summary>
/// <remarks>
/// Rates are counted by a steady clock (<c>now</c>, in milliseconds, never going back), the days of quotas by the
/// source's own (<see cref="UpstreamClock"/>): a jump of the machine's clock moves neither.
/// </remarks>
public sealed class PermitBook
{
    /// <summary>The part of a limit at which a key is spared, and an alert given.</summary>
    public const double AlertShare = 0.8;

    /// <summary>The part of the limits that calls may use which can wait.</summary>
    public const double BackgroundShare = 0.5;

    /// <summary>How far our idea of the source's time may be off although it has just told it.</summary>
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(10);

    private readonly SourceTerms _terms;
    private readonly KeyBudget[] _keys;
    private readonly QuotaDay _days;
    private readonly UpstreamClock _clock;
    private long _settledAt;
    private int _next;

    /// <summary>Opens the book where the last one ended.</summary>
    /// <param name="terms">The source's terms.</param>
    /// <param name="keys">The names of its keys.</param>
    /// <param name="records">What was written down; of other keys too, which stay.</param>
    /// <param name="zone">Where the quota's day begins at midnight.</param>
    /// <param name="time">The machine's time.</param>
    /// <param name="now">The steady clock.</param>
    public PermitBook(SourceTerms terms, IReadOnlyList<string> keys, IReadOnlyList<KeyRecord> records, TimeZoneInfo zone, DateTimeOffset time, long now)
    {
        _terms = terms;
        _days = new QuotaDay(zone);
        _clock = new UpstreamClock(time, now);
        _settledAt = now;
        _keys = [.. keys.Select(key => new KeyBudget(key, terms, records.FirstOrDefault(record => record.Name == key), _days.Of(time), time, now))];
    }

    /// <summary>How long after it was spent a permit may be used: whoever stood still for longer would be in another window.</summary>
    public static TimeSpan GoodFor(SourceTerms terms) =>
        terms.Windows.Count == 0 ? TimeSpan.MaxValue : terms.Windows.Min(window => SlidingWindow.Grace(window.Length));

    /// <summary>Chooses a key for a call.</summary>
    /// <param name="cost">What it costs of the quota.</param>
    /// <param name="priority">Whose it is.</param>
    /// <param name="now">Now.</param>
    /// <param name="refusal">Why none may be made; null when one may.</param>
    /// <returns>The key's name; null when no call may be made.</returns>
    public string? Choose(int cost, CallPriority priority, long now, out PermitRefusal? refusal)
    {
        var untilNextDay = MoveToDay(now);
        var share = priority is CallPriority.Background ? BackgroundShare : 1;
        KeyBudget? spared = null;
        refusal = null;
        for (var turn = 0; turn < _keys.Length; turn++)
        {
            var key = _keys[(_next + turn) % _keys.Length];
            if (key.WhyNot(cost, share, now, untilNextDay) is { } reason)
            {
                refusal = refusal is null || reason.RetryAfter < refusal.RetryAfter ? reason : refusal;
            }
            else if (key.QuotaLoad >= AlertShare)
            {
                spared ??= key;
            }
            else
            {
                return Take(key, out refusal);
            }
        }

        if (spared is not null) return Take(spared, out refusal);
        refusal ??= new PermitRefusal(PermitRefusalReason.NotConfigured, untilNextDay);
        return null;
    }

    /// <summary>Whether what is written down covers a call with this key.</summary>
    public bool IsCovered(string key, int cost, long now) => Find(key).IsCovered(cost, now);

    /// <summary>Whether what is written down covers one more call and soon none: the time to <see cref="Reserve"/> beside the calls.</summary>
    public bool IsRunningLow(string key, int cost, long now) => Find(key).IsRunningLow(cost, _clock.TimeAt(now), now);

    /// <summary>
    /// Covers this call and some more. Nothing is covered before the records are durable and <see cref="PermitReservation.Confirm"/>
    /// was called; until then calls may go on that are covered already, and nothing else may be written down.
    /// </summary>
    public PermitReservation Reserve(string key, int cost, long now)
    {
        var time = _clock.TimeAt(now);
        var budget = Find(key);
        var reservation = budget.Reserve(cost, time, now);
        var spent = budget.Spent;
        return new PermitReservation(
            [.. _keys.Select(other => other.ToRecord(other == budget ? reservation : null, time, now))],
            () => budget.Cover(reservation, spent));
    }

    /// <summary>What there is to write down now.</summary>
    public IReadOnlyList<KeyRecord> RecordsAt(long now) => [.. _keys.Select(key => key.ToRecord(null, _clock.TimeAt(now), now))];

    /// <summary>The call is made.</summary>
    public void Spend(string key, int cost, long now) => Find(key).Spend(cost, now);

    /// <summary>Takes in how a call ended.</summary>
    /// <param name="key">The key it was made with.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="retryAfter">How long the source wants to be left alone, where it said.</param>
    /// <param name="told">The time of the answer, where it carried one.</param>
    /// <param name="now">Now.</param>
    public void Report(string key, SourceOutcome outcome, TimeSpan? retryAfter, DateTimeOffset? told, long now)
    {
        // Of a source that tells no time ours is the best there is.
        TakeTime(told ?? _clock.TimeAt(now), now);
        if (!_keys.Any(known => known.Name == key)) return;
        var budget = Find(key);
        switch (outcome)
        {
            case SourceOutcome.Throttled:
                budget.BlockFor(WaitRules.AfterThrottling(retryAfter), now);
                break;
            case SourceOutcome.QuotaExhausted:
                budget.Exhaust(now);
                break;
            case SourceOutcome.Unauthorized:
                budget.Refuse();
                break;
            default:
                if (retryAfter is { } wait) budget.BlockFor(WaitRules.Bounded(wait), now);
                break;
        }
    }

    /// <summary>How each key stands.</summary>
    public IReadOnlyList<KeyStanding> StandingsAt(long now)
    {
        MoveToDay(now);
        var resets = _days.NextBegin(_clock.TimeAt(now));
        return [.. _keys.Select(key => new KeyStanding(key.Name, key.Load(now), key.UnitsUsed, _terms.Quota?.Units, _terms.Quota is null ? null : resets, key.IsRefused))];
    }

    private string Take(KeyBudget key, out PermitRefusal? refusal)
    {
        refusal = null;
        _next = (Array.IndexOf(_keys, key) + 1) % _keys.Length;
        return key.Name;
    }

    private void TakeTime(DateTimeOffset told, long now)
    {
        _clock.Correct(told, now);
        MoveToDay(now);
        if (now - _settledAt < Blur.TotalMilliseconds) return;
        _settledAt = now;
        Array.ForEach(_keys, key => key.Settle());
    }

    private TimeSpan MoveToDay(long now)
    {
        // The next day begins late rather than early.
        var time = _clock.TimeAt(now) - Blur;
        var day = _days.Of(time);
        Array.ForEach(_keys, key => key.MoveTo(day));
        return _days.NextBegin(time) - time;
    }

    private KeyBudget Find(string key) => Array.Find(_keys, known => known.Name == key) ?? throw new ArgumentException($"There is no key {key}.", nameof(key));
}

/// <summary>What to write down before calls are made.</summary>
/// <param name="Records">What is to be durable.</param>
/// <param name="Confirm">To be called when it is.</param>
public sealed record PermitReservation(IReadOnlyList<KeyRecord> Records, Action Confirm);

/// <summary>How a key stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Load">The largest part of any of its limits that is used, 0 to 1.</param>
/// <param name="UnitsUsed">What was used of the day's quota.</param>
/// <param name="Units">The day's quota; null where days are not counted.</param>
/// <param name="ResetsAt">When the next day begins; null where days are not counted.</param>
/// <param name="IsRefused">Whether the source does not take it.</param>
[GenerateSerializer, Immutable, Alias("mg.key-standing")]
public sealed record KeyStanding(
    [property: Id(0)] string Name,
    [property: Id(1)] double Load,
    [property: Id(2)] int UnitsUsed,
    [property: Id(3)] int? Units,
    [property: Id(4)] DateTimeOffset? ResetsAt,
    [property: Id(5)] bool IsRefused);
