using MediaGateway.Benchmarks.Storage;

namespace MediaGateway.Benchmarks.Figures;

/// <summary>What is asked of PostgreSQL alone.</summary>
internal static class StorageFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var database = await BenchmarkDatabase.StartAsync();
        var batches = await StorageBenchmark.MeasureBatchesAsync(database);
        return [Figure.Below(500, "ms", batches.P50, $"{StorageBenchmark.EffectsInBatch:N0} effects into the log in one commit", Sources.PostgresSpeed)];
    }
}
