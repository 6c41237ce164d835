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
/// <remarks>
/// Both sides read one encoded operation after the other and merge each by itself into the whole document; neither keeps
/// the list sorted for that, and what it costs here to do so, too, is said beside it. Yjs has the easier trace: one client
/// wrote all of it, and the last write of a title wins, where here an add survives a remove that has not seen it. Both are
/// measured by the fastest round of as many as there are in the same span, once their compilers have settled.
/// </remarks>
internal static class MergeBenchmark
{
    private const int Operations = 10_000;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Operations;
        var effects = MergeTrace.Make(count);
        byte[][] encoded = [.. effects.Select(EffectJson.Encode)];
        var snapshot = StateJson.Encode(UserState.Empty.Apply(effects));

        var listedOnce = UserState.Empty.Apply([]);
        _ = listedOnce.Items;

        var resolved = Best(() => MergeTrace.Make(count));
        var received = Best(() => encoded.Aggregate(UserState.Empty, (state, json) => state.Apply(EffectJson.Decode(json))));
        var sorted = Best(() => encoded.Aggregate(listedOnce, (state, json) => state.Apply(EffectJson.Decode(json))));
        var merged = Best(() => effects.Aggregate(UserState.Empty, (state, effect) => state.Apply(effect)));
        var replayed = Best(() => UserState.Empty.Apply(encoded.Select(json => EffectJson.Decode(json))));
        var loaded = Best(() => StateJson.Decode(snapshot));
        var listed = Best(() => StateJson.Decode(snapshot).Items);

        Console.WriteLine($"{effects.Count} effects");
        Print("resolve and merge an intent, one by one", resolved, effects.Count);
        Print("merge an effect, one by one", merged, effects.Count);
        Print("read and merge an effect, one by one", received, effects.Count);
        Print("the same with the list kept in order", sorted, effects.Count);
        Print("read and replay a log", replayed, effects.Count);
        Print("read a snapshot of as much", loaded, effects.Count);
        Print("read a snapshot and list it", listed, effects.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes an effect: {encoded.Average(json => json.Length):F0}; snapshot {snapshot.Length / 1024} KiB"));
        await PrintRivalAsync(effects, received, sorted);
    }

    private static async Task PrintRivalAsync(List<Effect> effects, TimeSpan received, TimeSpan sorted)
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
        var rival = JsonElement.Parse(await RunToolAsync("node", folder, "merge.mjs", trace, Milliseconds(Warming), Milliseconds(Measuring)));
        var updates = rival.GetProperty("updates").GetInt32();
        var merge = TimeSpan.FromMicroseconds(rival.GetProperty("merge_ns").GetInt64() / 1e3);
        Print("Yjs: read and merge an update, one by one", merge, updates);
        var each = merge / updates;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes an update: {rival.GetProperty("bytes").GetDouble() / updates:F0}; Yjs takes {each / (received / effects.Count):F1} times as long, {each / (sorted / effects.Count):F1} times as long as with the list kept in order"));
    }

    private static string Milliseconds(TimeSpan span) => span.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan Best<T>(Func<T> run)
    {
        var best = TimeSpan.MaxValue;
        var began = Stopwatch.GetTimestamp();
        while (best == TimeSpan.MaxValue || Stopwatch.GetElapsedTime(began) < Warming + Measuring)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(run());
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best && Stopwatch.GetElapsedTime(began, start) >= Warming ? elapsed : best;
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
