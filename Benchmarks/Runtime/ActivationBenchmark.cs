using System.Diagnostics;
using System.Globalization;

namespace MediaGateway.Benchmarks.Runtime;

/// <summary>What an idle activation costs in memory, with as many of them as are asked for, and how fast they come up.</summary>
internal static class ActivationBenchmark
{
    private const int DefaultCount = 1_000_000;
    private const int Callers = 8;

    public static async Task RunAsync(string[] arguments)
    {
        var count = arguments is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultCount;
        Console.WriteLine($"{"",-26}{"activations",14}{"per second",12}{"heap B each",13}{"resident B each",17}");
        await MeasureAsync("bare grain", count, static (grains, key) => grains.GetGrain<IIdleGrain>(key).WakeAsync());
        await MeasureAsync("grain with a stored state", count, static (grains, key) => grains.GetGrain<IIdleKeeperGrain>(key).WakeAsync());
    }

    private static async Task MeasureAsync(string name, int count, Func<IGrainFactory, long, Task> wake)
    {
        await using var host = await GrainHost.StartAsync();
        for (var key = 0L; key < Callers; key++)
        {
            await wake(host.Grains, -1 - key);
        }

        var (heap, resident) = (Heap(), Environment.WorkingSet);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var key = caller; key < count; key += Callers)
            {
                await wake(host.Grains, key);
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(FormattableString.Invariant(
            $"{name,-26}{count,14:N0}{count / elapsed.TotalSeconds,12:N0}{(Heap() - heap) / (double)count,13:N0}{(Environment.WorkingSet - resident) / (double)count,17:N0}"));
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
