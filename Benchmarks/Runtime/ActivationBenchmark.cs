using System.Diagnostics;
using System.Globalization;

namespace MediaGateway.Benchmarks.Runtime;

/// <summary>What an idle activation costs in memory, with as many of them as are asked for, and how fast they come up.</summary>
internal static class ActivationBenchmark
{
    private const int DefaultCount = 1_000_000;
    private const int Callers = 8;
    private const int WarmUp = 1_000;

    public static async Task RunAsync(string[] arguments)
    {
        var count = arguments is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultCount;
        Console.WriteLine($"{"",-26}{"activations",14}{"per second",12}{"heap B each",13}{"resident B each",17}");
        foreach (var measured in await MeasureAsync(count))
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{measured.Name,-26}{measured.Count,14:N0}{measured.PerSecond,12:N0}{measured.HeapBytes,13:N0}{measured.ResidentBytes,17:N0}"));
        }
    }

    /// <summary>Measures so many activations of a bare grain, and of one with a stored state.</summary>
    public static async Task<IReadOnlyList<ActivationFigures>> MeasureAsync(int count) =>
    [
        await MeasureAsync("bare grain", count, static (grains, key) => grains.GetGrain<IIdleGrain>(key).WakeAsync()),
        await MeasureAsync("grain with a stored state", count, static (grains, key) => grains.GetGrain<IIdleKeeperGrain>(key).WakeAsync()),
    ];

    private static async Task<ActivationFigures> MeasureAsync(string name, int count, Func<IGrainFactory, long, Task> wake)
    {
        await using var host = await GrainHost.StartAsync();
        for (var key = 1L; key <= WarmUp; key++)
        {
            await wake(host.Grains, -key);
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
        return new(name, count, count / elapsed.TotalSeconds, (Heap() - heap) / (double)count, (Environment.WorkingSet - resident) / (double)count);
    }

    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

/// <summary>How fast activations came up, and what each of them takes while it idles.</summary>
internal sealed record ActivationFigures(string Name, int Count, double PerSecond, double HeapBytes, double ResidentBytes);
