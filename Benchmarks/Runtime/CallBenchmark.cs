using System.Diagnostics;

namespace MediaGateway.Benchmarks.Runtime;

/// <summary>A call to a grain against a request to a <see cref="ChannelActor"/>, in turns, with the same callers.</summary>
internal static class CallBenchmark
{
    private const int Rounds = 7;
    private const int CallsInRound = 200_000;
    private const int ActorCount = 1_000;
    private const double Aim = 3;

    public static async Task RunAsync(string[] arguments)
    {
        await using var host = await GrainHost.StartAsync();
        ChannelActor[] actors = [.. Enumerable.Range(0, ActorCount).Select(static _ => new ChannelActor())];
        ITallyGrain[] grains = [.. Enumerable.Range(0, ActorCount).Select(key => host.Grains.GetGrain<ITallyGrain>(key))];
        var shared = new SharedNumbers([1, 2, 3, 4]);
        var copied = new CopiedNumbers([1, 2, 3, 4]);

        Console.WriteLine($"{"",-44}{"channel ns",12}{"grain ns",12}{"ratio",8}{"channel B",12}{"grain B",10}   (medians of {Rounds} rounds)");
        foreach (var (name, callers, targets) in new[] { ("one caller, one actor", 1, 1), ("32 callers, one actor", 32, 1), ("32 callers, 1,000 actors", 32, ActorCount) })
        {
            await CompareAsync(name + ", a number", callers, targets, at => actors[at].AddAsync(1), at => grains[at].AddAsync(1));
        }

        await CompareAsync("one caller, one actor, a shared message", 1, 1, _ => actors[0].AddAsync(1), _ => grains[0].AddSharedAsync(shared));
        await CompareAsync("one caller, one actor, a copied message", 1, 1, _ => actors[0].AddAsync(1), _ => grains[0].AddCopiedAsync(copied));
        Console.WriteLine($"aim: a grain call costs at most {Aim:N0} times the request to a channel actor");
        foreach (var actor in actors)
        {
            await actor.DisposeAsync();
        }
    }

    private static async Task CompareAsync(string name, int callers, int targets, Func<int, Task<long>> rival, Func<int, Task<long>> ours)
    {
        await MeasureAsync(callers, targets, rival);
        await MeasureAsync(callers, targets, ours);
        List<Cost> rivals = [], own = [];
        for (var round = 0; round < Rounds; round++)
        {
            rivals.Add(await MeasureAsync(callers, targets, rival));
            own.Add(await MeasureAsync(callers, targets, ours));
        }

        var (theirNanoseconds, ourNanoseconds) = (Median(rivals, static cost => cost.Nanoseconds), Median(own, static cost => cost.Nanoseconds));
        var ratio = Median([.. own.Zip(rivals, static (one, other) => one.Nanoseconds / other.Nanoseconds)], static ratio => ratio);
        Console.WriteLine(
            $"{name,-44}{theirNanoseconds,12:N0}{ourNanoseconds,12:N0}{ratio,8:N2}{Median(rivals, static cost => cost.Bytes),12:N0}{Median(own, static cost => cost.Bytes),10:N0}");
    }

    private static async Task<Cost> MeasureAsync(int callers, int targets, Func<int, Task<long>> call)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, CallsInRound / callers, targets, call))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Cost(elapsed.TotalNanoseconds / CallsInRound, (GC.GetTotalAllocatedBytes() - bytes) / (double)CallsInRound);
    }

    private static async Task CallAsync(int caller, int calls, int targets, Func<int, Task<long>> call)
    {
        for (var number = 0; number < calls; number++)
        {
            await call((caller + number) % targets);
        }
    }

    private static double Median<T>(IReadOnlyList<T> values, Func<T, double> measure) => values.Select(measure).Order().ElementAt(values.Count / 2);

    /// <summary>What one call cost.</summary>
    private readonly record struct Cost(double Nanoseconds, double Bytes);
}
