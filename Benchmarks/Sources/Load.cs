using System.Diagnostics;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>
/// So many callers at once, who do a thing and its rival in turns: on a machine with other work only what was measured
/// side by side can be compared. Each call has a number of its own.
/// </summary>
internal sealed class Load(int atOnce, int rounds, int callsInRound)
{
    private int _number;

    /// <summary>Whether the calls of this round count: not those by which everything gets warm.</summary>
    public bool IsCounting { get; private set; }

    /// <summary>Measures both, after a round that does not count.</summary>
    public async Task<Comparison> CompareAsync(Func<int, Task> rival, Func<int, Task> ours)
    {
        await RunAsync(rival, new Tally());
        await RunAsync(ours, new Tally());
        IsCounting = true;
        var (rivals, own) = (new Tally(), new Tally());
        for (var round = 0; round < rounds; round++)
        {
            await RunAsync(rival, rivals);
            await RunAsync(ours, own);
        }

        return new(rivals.ToLatencies(), own.ToLatencies());
    }

    private async Task RunAsync(Func<int, Task> call, Tally tally)
    {
        var last = _number + callsInRound;
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(() => CallAsync(call, last))));
        tally.Span += Stopwatch.GetElapsedTime(started);
        tally.Times.AddRange(times.SelectMany(own => own));
        _number = last;
    }

    private async Task<List<double>> CallAsync(Func<int, Task> call, int last)
    {
        List<double> times = [];
        while (Interlocked.Increment(ref _number) is var number && number <= last)
        {
            var before = Stopwatch.GetTimestamp();
            await call(number);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return times;
    }

    private sealed class Tally
    {
        public List<double> Times { get; } = [];

        public TimeSpan Span { get; set; }

        public Latencies ToLatencies() => new(Times, Span);
    }
}

/// <summary>A thing and its rival.</summary>
internal sealed record Comparison(Latencies Rival, Latencies Ours)
{
    /// <summary>How many times as long ours takes as the rival.</summary>
    public double Ratio => Rival.PerSecond / Ours.PerSecond;
}
