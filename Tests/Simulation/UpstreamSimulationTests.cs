using System.Diagnostics;
using System.Globalization;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using Xunit.Abstractions;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// Users, background work, restarts, refusals and jumping clocks against sources that count exactly.
/// <c>UPSTREAM_CALLS</c> sets how many calls are made, <c>UPSTREAM_SEED</c> replays one history.
/// </summary>
public sealed class UpstreamSimulationTests(ITestOutputHelper output)
{
    private const int UsualCalls = 400_000;

    [Fact]
    public void No_limit_of_a_source_is_ever_exceeded()
    {
        var wanted = Setting("UPSTREAM_CALLS") ?? UsualCalls;
        var started = Stopwatch.GetTimestamp();
        long calls = 0, refusals = 0, restarts = 0;
        var seed = Setting("UPSTREAM_SEED") ?? 1;
        var sources = SourceDirectory.All.Where(source => source.Windows.Count > 0).ToArray();
        for (var history = 0; calls < wanted; history++, seed++)
        {
            var simulation = new SimulatedSource(sources[history % sources.Length], seed);
            simulation.Run(Math.Min(wanted - calls, wanted / (2 * sources.Length)) + 1);
            (calls, refusals, restarts) = (calls + simulation.Calls, refusals + simulation.Refusals, restarts + simulation.Restarts);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls} calls, {refusals} refusals, {restarts} restarts: no limit exceeded; {calls / seconds:0} calls/s"));
    }

    private static long? Setting(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <summary>One source that counts by the true time, and a book of permits that is closed and opened again.</summary>
internal sealed class SimulatedSource
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 22, 0, 0, TimeSpan.Zero);

    private readonly SourceTerms _terms;
    private readonly long _seed;
    private readonly Random _random;
    private readonly string[] _keys;
    private readonly Dictionary<(string Key, int Window), Queue<long>> _made = [];
    private readonly Dictionary<(string Key, long Day), int> _spent = [];
    private IReadOnlyList<KeyRecord> _written = [];
    private PermitBook _book;
    private PermitReservation? _ahead;
    private long _now;

    public SimulatedSource(SourceTerms terms, long seed)
    {
        (_terms, _seed, _random) = (terms, seed, new Random((int)(seed % int.MaxValue)));
        _keys = [.. Enumerable.Range(0, 1 + _random.Next(5)).Select(key => $"key-{key}")];
        _book = Open();
    }

    public long Calls { get; private set; }

    public long Refusals { get; private set; }

    public long Restarts { get; private set; }

    private DateTimeOffset TrueTime => Start.AddMilliseconds(_now);

    public void Run(long calls)
    {
        while (Calls < calls)
        {
            // Sometimes many at once, sometimes nobody for hours.
            _now += _random.Next(100) switch { 0 => _random.Next(7_200_000), < 40 => 0, _ => _random.Next(2_000) };
            if (_random.Next(2_000) == 0) Restart();
            if (_random.Next(3) == 0) FinishAhead();
            CallOnce();
        }
    }

    private void CallOnce()
    {
        var operation = _random.Next(3) == 0 ? SourceOperation.Search : SourceOperation.Details;
        var cost = _terms.CostOf(operation);
        var priority = _random.Next(4) == 0 ? CallPriority.Background : CallPriority.Interactive;
        if (_book.Choose(cost, priority, _now, out var refusal) is not { } key)
        {
            Refusals++;
            // Half of the callers come back when they were told to, half at once.
            if (_random.Next(2) == 0) _now += (long)Math.Min(refusal!.RetryAfter.TotalMilliseconds, 3_600_000);
            return;
        }

        if (!_book.IsCovered(key, cost, _now)) FinishAhead();
        if (!_book.IsCovered(key, cost, _now))
        {
            var reservation = _book.Reserve(key, cost, _now);
            // The process may end after the write and before anybody knew of it.
            _written = reservation.Records;
            if (_random.Next(500) == 0)
            {
                Restart();
                return;
            }

            reservation.Confirm();
        }

        _book.Spend(key, cost, _now);
        Count(key, cost);
        Calls++;
        if (_ahead is null && _book.IsRunningLow(key, cost, _now))
        {
            _ahead = _book.Reserve(key, cost, _now);
            // The write may be done long before it is known of, or only then.
            if (_random.Next(2) == 0) _written = _ahead.Records;
        }

        Answer(key);
    }

    /// <summary>What was written down ahead of need, beside other calls, is durable.</summary>
    private void FinishAhead()
    {
        if (_ahead is null) return;
        _written = _ahead.Records;
        _ahead.Confirm();
        _ahead = null;
    }

    private void Answer(string key)
    {
        if (_random.Next(3) == 0) return;
        // The machine's own clock may say anything by now; the source's answers carry its time, to the second.
        var told = TrueTime.AddMilliseconds(-TrueTime.Millisecond);
        var outcome = _random.Next(300) == 0 ? SourceOutcome.Throttled : SourceOutcome.Answered;
        _book.Report(key, outcome, outcome is SourceOutcome.Throttled ? TimeSpan.FromSeconds(_random.Next(30)) : null, told, _now);
    }

    private void Restart()
    {
        Restarts++;
        _ahead = null;
        _now += _random.Next(2) == 0 ? 0 : _random.Next(60_000);
        _book = Open();
    }

    // The machine's clock is right or behind when a process starts; while one runs it is not asked.
    private PermitBook Open() => new(_terms, _keys, _written, TimeZoneInfo.Utc, TrueTime.AddMinutes(-_random.Next(2) * _random.Next(300)), _now);

    private void Count(string key, int cost)
    {
        for (var window = 0; window < _terms.Windows.Count; window++)
        {
            if (!_made.TryGetValue((key, window), out var made)) _made[(key, window)] = made = new Queue<long>();
            made.Enqueue(_now);
            while (made.Peek() <= _now - (long)_terms.Windows[window].Length.TotalMilliseconds) made.Dequeue();
            Check(made.Count <= _terms.Windows[window].Calls, $"{made.Count} calls in {_terms.Windows[window].Seconds} s");
        }

        if (_terms.Quota is not { } quota) return;
        var day = (long)(TrueTime - DateTimeOffset.UnixEpoch).TotalDays;
        var spent = _spent[(key, day)] = _spent.GetValueOrDefault((key, day)) + cost;
        Check(spent <= quota.Units, $"{spent} units of {quota.Units} in a day");
    }

    private void Check(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException($"{_terms.Id}: {what}; UPSTREAM_SEED={_seed} replays it");
    }
}
