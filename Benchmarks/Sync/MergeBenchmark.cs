using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Benchmarks.Sync;

/// <summary>
/// What merging an operation costs, and how many bytes it takes, against Yjs on the same trace; and what starting a user
/// from a log of that length costs.
/// </summary>
internal static class MergeBenchmark
{
    private const int Operations = 10_000;
    private const int Rounds = 15;

    public static async Task RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Operations;
        MergeTrace.Make(1_000);
        var (effects, resolving) = MergeTrace.Make(count);
        byte[][] encoded = [.. effects.Select(EffectJson.Encode)];
        var snapshot = StateJson.Encode(UserState.Empty.Apply(effects));

        var received = Best(() => encoded.Aggregate(UserState.Empty, (state, json) => state.Apply(EffectJson.Decode(json))));
        var merged = Best(() => effects.Aggregate(UserState.Empty, (state, effect) => state.Apply(effect)));
        var replayed = Best(() => UserState.Empty.Apply(encoded.Select(json => EffectJson.Decode(json))));
        var loaded = Best(() => StateJson.Decode(snapshot));
        var listed = Best(() => StateJson.Decode(snapshot).Items);

        Console.WriteLine($"{effects.Count} effects");
        Print("resolve and merge an intent, one by one", resolving, effects.Count);
        Print("merge an effect, one by one", merged, effects.Count);
        Print("read and merge an effect, one by one", received, effects.Count);
        Print("read and replay a log", replayed, effects.Count);
        Print("read a snapshot of as much", loaded, effects.Count);
        Print("read a snapshot and list it", listed, effects.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes an effect: {encoded.Average(json => json.Length):F0}; snapshot {snapshot.Length / 1024} KiB"));
        await PrintRivalAsync(effects, received);
    }

    private static async Task PrintRivalAsync(List<Effect> effects, TimeSpan received)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "rival");
        var trace = Path.Combine(folder, "trace.ndjson");
        await using (var file = File.Create(trace))
        {
            foreach (var effect in effects)
            {
                await using (var writer = new Utf8JsonWriter(file))
                {
                    EffectJson.Write(writer, effect);
                }
                file.WriteByte((byte)'\n');
            }
        }
        await RunToolAsync("npm", folder, "install", "--no-audit", "--no-fund", "--silent");
        var rival = JsonElement.Parse(await RunToolAsync("node", folder, "merge.mjs", trace));
        var updates = rival.GetProperty("updates").GetInt32();
        var merge = TimeSpan.FromMicroseconds(rival.GetProperty("merge_ns").GetInt64() / 1e3);
        Print("Yjs: read and merge an update, one by one", merge, updates);
        var ratio = merge / updates / (received / effects.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes an update: {rival.GetProperty("bytes").GetDouble() / updates:F0}; Yjs takes {ratio:F1} times as long"));
    }

    private static TimeSpan Best<T>(Func<T> run)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(run());
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }
        return best;
    }

    private static void Print(string what, TimeSpan time, int count) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44} {time.TotalNanoseconds / count,8:F0} ns each {time.TotalMilliseconds,8:F1} ms in all"));

    private static async Task<string> RunToolAsync(string tool, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}");
    }
}
