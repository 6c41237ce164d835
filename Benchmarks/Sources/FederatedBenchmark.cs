using System.Collections.Concurrent;
using System.Diagnostics;
using MediaGateway.Benchmarks.Runtime;
using MediaGateway.Benchmarks.Storage;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>
/// A search over the catalogue and five platforms that take 100 ms each, against five bare waits of 100 ms; then with two
/// of the five failing. Each search is another one, so that none is answered from what is kept.
/// </summary>
internal sealed class FederatedBenchmark(IGrainFactory grains, IReadOnlyList<ScriptedPlatform> platforms, SlowestCalls calls)
{
    private const int Failing = 2;
    private const int FailuresToOpen = 5;
    private const int Rounds = 6;
    private const int PageSize = 20;
    private const int WarmUps = 320;
    private const int WarmUpsAtOnce = 8;

    private static readonly string[] Names = ["netflix", "hbo_max", "disney_plus", "hulu", "prime_video"];
    private static readonly TimeSpan _delay = TimeSpan.FromMilliseconds(100);

    private int _asked;

    /// <summary>Measures with everything in memory.</summary>
    public static async Task<FederatedFigures> MeasureAsync(int searches, int atOnce)
    {
        var (platforms, calls) = Make();
        await using var host = await GrainHost.StartAsync(builder => SourceRig.Add(builder, platforms));
        await SourceRig.FillAsync(host.Services);
        return await new FederatedBenchmark(host.Grains, platforms, calls).MeasureBothAsync(searches, atOnce);
    }

    /// <summary>Measures with PostgreSQL under catalogue and grains, as it is in a gateway.</summary>
    public static async Task<FederatedFigures> MeasureDurableAsync(int searches, int atOnce)
    {
        var (platforms, calls) = Make();
        await using var database = await BenchmarkDatabase.StartAsync(builder =>
        {
            builder.AddGrainRuntime();
            SourceRig.Add(builder, platforms);
        });
        await SourceRig.FillAsync(database.Services);
        return await new FederatedBenchmark(database.Services.GetRequiredService<IGrainFactory>(), platforms, calls).MeasureBothAsync(searches, atOnce);
    }

    private static (ScriptedPlatform[] Platforms, SlowestCalls Calls) Make()
    {
        var calls = new SlowestCalls();
        return ([.. Names.Select((name, place) => new ScriptedPlatform($"{name}_direct", _delay, place, calls))], calls);
    }

    private async Task<FederatedFigures> MeasureBothAsync(int searches, int atOnce)
    {
        await WarmUpAsync();
        var healthy = await MeasureAsync(searches, atOnce, failing: 0);
        foreach (var platform in platforms.Take(Failing)) platform.IsFailing = true;
        List<double> opening = [];
        for (var search = 0; search < FailuresToOpen; search++)
        {
            var started = Stopwatch.GetTimestamp();
            await SearchAsync(NextText(), Failing);
            opening.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var open = await MeasureAsync(searches, atOnce, Failing);
        return new(healthy, new Latencies(opening, TimeSpan.FromMilliseconds(opening.Sum())), open);
    }

    // Until the compiler has settled: what is measured is a gateway that has run for a while.
    private Task WarmUpAsync() => Parallel.ForAsync(
        0, WarmUps, new ParallelOptions { MaxDegreeOfParallelism = WarmUpsAtOnce }, async (_, _) => await SearchAsync(NextText(), failing: 0));

    private async Task<FederatedLoad> MeasureAsync(int searches, int atOnce, int failing)
    {
        var beyond = new ConcurrentBag<double>();
        var load = new Load(atOnce, Rounds, Math.Max(1, searches / Rounds));
        var measured = await load.CompareAsync(
            _ => Task.WhenAll(Names.Select(_ => Task.Delay(_delay, TimeProvider.System))),
            async _ =>
            {
                var text = NextText();
                var started = Stopwatch.GetTimestamp();
                await SearchAsync(text, failing);
                if (load.IsCounting) beyond.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds - calls.Of(text));
            });
        return new(measured, new Latencies(beyond, TimeSpan.FromSeconds(1)), _delay.TotalMilliseconds);
    }

    private string NextText() => TitleNames.Of(Interlocked.Increment(ref _asked));

    private async Task SearchAsync(string text, int failing)
    {
        var answer = await grains.GetGrain<ISearchGrain>(0).SearchEverywhereAsync(
            new SearchRequest(text, TitleFilter.None, PageSize, null), new FederatedScope(Names, "US"), CancellationToken.None);
        if (!answer.IsReady || answer.Platforms.Count(platform => platform.Failure is not null) != failing || !answer.Hits.Any(hit => hit.Platform is not null))
        {
            throw new InvalidOperationException($"Not what was to be measured: {string.Join(", ", answer.Platforms)}");
        }
    }
}

/// <summary>Searches with all platforms well, the first ones after two began to fail, and those after that, which do not ask the two any more.</summary>
internal sealed record FederatedFigures(FederatedLoad Healthy, Latencies Opening, FederatedLoad Open);

/// <summary>Searches against bare waits.</summary>
/// <param name="Measured">Both.</param>
/// <param name="BeyondSlowest">What each search took beyond the slowest of its own calls.</param>
/// <param name="DelayMilliseconds">What each platform takes.</param>
internal sealed record FederatedLoad(Comparison Measured, Latencies BeyondSlowest, double DelayMilliseconds);
