using System.Diagnostics;

namespace MediaGateway.Benchmarks.Runtime;

/// <summary>A call to a grain against a request to a <see cref="ChannelActor"/>, in turns, with the same callers.</summary>
internal static class CallBenchmark
{
    private const int Rounds = 15;
    private const int CallsInRound = 100_000;
    private const int WarmUps = 3;
    private const int ActorCount = 1_000;
    private const int ManyCallers = 32;
    private const double Aim = 3;

    public static async Task RunAsync(string[] arguments)
    {
        Console.WriteLine($"{"",-44}{"channel ns",12}{"grain ns",12}{"ratio",8}{"channel B",12}{"grain B",10}   (medians of {Rounds} rounds)");
        foreach (var measured in await MeasureAsync(Rounds, CallsInRound))
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{measured.Name,-44}{measured.Rival.Nanoseconds,12:N0}{measured.Ours.Nanoseconds,12:N0}{measured.Ratio,8:N2}{measured.Rival.Bytes,12:N0}{measured.Ours.Bytes,10:N0}"));
        }

        Console.WriteLine($"aim: a grain call costs at most {Aim:N0} times the request to a channel actor");
    }

    /// <summary>Measures each way of calling in so many rounds of so many calls.</summary>
    public static async Task<IReadOnlyList<CallFigures>> MeasureAsync(int rounds, int calls)
    {
        await using var host = await GrainHost.StartAsync();
        ChannelActor[] actors = [.. Enumerable.Range(0, ActorCount).Select(static _ => new ChannelActor())];
        ITallyGrain[] grains = [.. Enumerable.Range(0, ActorCount).Select(key => host.Grains.GetGrain<ITallyGrain>(key))];
        var shared = new SharedNumbers([1, 2, 3, 4]);
        var copied = new CopiedNumbers([1, 2, 3, 4]);
        List<CallFigures> measured = [];
        foreach (var (name, callers, targets) in new[]
        {
            ("one caller, one actor", 1, 1), ($"{ManyCallers} callers, one actor", ManyCallers, 1), ($"{ManyCallers} callers, {ActorCount:N0} actors", ManyCallers, ActorCount),
        })
        {
            var run = new Run(callers, targets, rounds, calls);
            measured.Add(await CompareAsync(name + ", a number", run, at => actors[at].AddAsync(1), at => grains[at].AddAsync(1)));
            measured.Add(await CompareAsync(name + ", a shared message", run, at => actors[at].AddAsync(shared.Values[0]), at => grains[at].AddSharedAsync(shared)));
            measured.Add(await CompareAsync(name + ", a copied message", run, at => actors[at].AddAsync(copied.Values[0]), at => grains[at].AddCopiedAsync(copied)));
        }

        foreach (var actor in actors)
        {
            await actor.DisposeAsync();
        }

        return measured;
    }

    private static async Task<CallFigures> CompareAsync(string name, Run run, Func<int, Task<long>> rival, Func<int, Task<long>> ours)
    {
        for (var round = 0; round < WarmUps; round++)
        {
            await MeasureAsync(run, rival);
            await MeasureAsync(run, ours);
        }

        List<(CallCost Rival, CallCost Ours)> costs = [];
        for (var round = 0; round < run.Rounds; round++)
        {
            costs.Add((await MeasureAsync(run, rival), await MeasureAsync(run, ours)));
        }

        return new(
            name,
            new(costs.Median(static cost => cost.Rival.Nanoseconds), costs.Median(static cost => cost.Rival.Bytes)),
            new(costs.Median(static cost => cost.Ours.Nanoseconds), costs.Median(static cost => cost.Ours.Bytes)),
            costs.Median(static cost => cost.Ours.Nanoseconds / cost.Rival.Nanoseconds));
    }

    private static async Task<CallCost> MeasureAsync(Run run, Func<int, Task<long>> call)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, run.Callers).Select(caller => Task.Run(() => CallAsync(caller, run.Calls / run.Callers, run.Targets, call))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new(elapsed.TotalNanoseconds / run.Calls, (GC.GetTotalAllocatedBytes() - bytes) / (double)run.Calls);
    }

    private static async Task CallAsync(int caller, int calls, int targets, Func<int, Task<long>> call)
    {
        for (var number = 0; number < calls; number++)
        {
            await call((caller + number) % targets);
        }
    }

    private sealed record Run(int Callers, int Targets, int Rounds, int Calls);
}

/// <summary>One way of calling: the medians of both, and of the ratios of the rounds.</summary>
internal sealed record CallFigures(string Name, CallCost Rival, CallCost Ours, double Ratio);

/// <summary>What one call cost.</summary>
internal readonly record struct CallCost(double Nanoseconds, double Bytes);
