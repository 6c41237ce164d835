using System.Globalization;
using MediaGateway.Grains.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.Benchmarks.Storage;

/// <summary>The stores against PostgreSQL's own clients, on one server in one run.</summary>
internal static class StorageBenchmark
{
    public const int EffectsInBatch = 1_000;

    private const int DefaultSeconds = 10;
    private const int Batches = 11;

    /// <summary>Runs it; the argument is how many seconds each measurement of appends takes.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultSeconds;
        await using var database = await BenchmarkDatabase.StartAsync();
        await AppendBenchmark.RunAsync(database, TimeSpan.FromSeconds(seconds));
        var batches = await MeasureBatchesAsync(database);
        Console.WriteLine(FormattableString.Invariant($"{EffectsInBatch:N0} effects of one user in one commit: p50 {batches.P50:N0} ms, longest {batches.Longest:N0} ms"));
        await CatalogueBenchmark.RunAsync(database);
    }

    /// <summary>Appends some large batches, one after the other.</summary>
    public static Task<Latencies> MeasureBatchesAsync(BenchmarkDatabase database) =>
        AppendBenchmark.MeasureBatchAsync(database.Services.GetRequiredService<IUserJournal>(), EffectsInBatch, Batches);
}
