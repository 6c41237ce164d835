using System.Diagnostics;
using System.Threading.RateLimiting;
using MediaGateway.Benchmarks.Runtime;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>What a permit costs: in the book alone, against the framework's limiters, and through the source's grain, against a call that does nothing.</summary>
internal static class PermitBenchmark
{
    private const string Source = "wide";
    private const int PermitsInRound = 500_000;
    private const int GrainCallsInRound = 20_000;
    private const int WarmUps = 3;
    private const int Limit = 1_000_000_000;
    private const int Segments = 64;
    private const int ManyCallers = 32;

    private static readonly TimeSpan _window = TimeSpan.FromSeconds(10);

    /// <summary>The book, in nanoseconds for each permit, on one thread.</summary>
    public static IReadOnlyList<PermitFigures> MeasureBook(int rounds)
    {
        using var bucket = new TokenBucketRateLimiter(new()
        {
            TokenLimit = Limit, TokensPerPeriod = Limit, ReplenishmentPeriod = _window, AutoReplenishment = false,
        });
        using var window = new SlidingWindowRateLimiter(new()
        {
            PermitLimit = Limit, Window = _window, SegmentsPerWindow = Segments, AutoReplenishment = false,
        });
        var (one, four) = (Open(1), Open(4));
        return
        [
            Compare("one key, to a token bucket", rounds, () => Take(bucket), () => Take(one)),
            Compare("one key, to a token bucket and a window", rounds, () => TakeBoth(bucket, window), () => Take(one)),
            Compare("four keys, to a token bucket and a window", rounds, () => TakeBoth(bucket, window), () => Take(four)),
        ];
    }

    /// <summary>The grain, against a grain that adds a number.</summary>
    public static async Task<IReadOnlyList<(string Name, Comparison Measured)>> MeasureGrainAsync(int rounds)
    {
        await using var host = await GrainHost.StartAsync(static builder => SourceRig.Add(builder, [new ScriptedPlatform(Source, TimeSpan.Zero)]));
        var source = host.Grains.GetGrain<ISourceGrain>(Source);
        var tally = host.Grains.GetGrain<ITallyGrain>(0);
        var request = new PermitRequest(SourceOperation.Search, CallPriority.Interactive);
        List<(string, Comparison)> measured = [];
        foreach (var callers in new[] { 1, ManyCallers })
        {
            measured.Add(($"{callers} at once", await new Load(callers, rounds, GrainCallsInRound).CompareAsync(
                number => tally.AddAsync(number),
                async _ =>
                {
                    if ((await source.AcquireAsync(request, CancellationToken.None)).Key is null) throw new InvalidOperationException("A permit was refused.");
                })));
        }

        return measured;
    }

    private static PermitBook Open(int keys) =>
        new(WideTerms.Of(Source), [.. Enumerable.Range(1, keys).Select(key => $"key-{key}")], [], TimeZoneInfo.Utc, TimeProvider.System.GetUtcNow(), Now());

    private static long Now() => (long)TimeProvider.System.GetElapsedTime(0).TotalMilliseconds;

    // As the source's grain does it, but for the write of a reservation.
    private static void Take(PermitBook book)
    {
        var now = Now();
        var key = book.Choose(1, CallPriority.Interactive, now, out var refusal) ?? throw new InvalidOperationException($"A permit was refused: {refusal}");
        if (!book.IsCovered(key, 1, now)) book.Reserve(key, 1, now).Confirm();
        book.Spend(key, 1, now);
    }

    private static void Take(RateLimiter limiter)
    {
        using var lease = limiter.AttemptAcquire();
        if (!lease.IsAcquired) throw new InvalidOperationException("The rival refused a permit.");
    }

    private static void TakeBoth(RateLimiter bucket, RateLimiter window)
    {
        Take(bucket);
        Take(window);
    }

    private static PermitFigures Compare(string name, int rounds, Action rival, Action ours)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            Measure(rival);
            Measure(ours);
        }

        List<(double Rival, double Ours)> costs = [.. Enumerable.Range(0, rounds).Select(_ => (Measure(rival), Measure(ours)))];
        return new(name, costs.Median(static cost => cost.Rival), costs.Median(static cost => cost.Ours), costs.Median(static cost => cost.Ours / cost.Rival));
    }

    private static double Measure(Action take)
    {
        var started = Stopwatch.GetTimestamp();
        for (var permit = 0; permit < PermitsInRound; permit++) take();
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / PermitsInRound;
    }
}

/// <summary>What a permit costs the rival and us, in nanoseconds: medians of the rounds, and of their ratios.</summary>
internal sealed record PermitFigures(string Name, double RivalNanoseconds, double Nanoseconds, double Ratio);
