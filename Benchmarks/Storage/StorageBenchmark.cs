using System.Globalization;

namespace MediaGateway.Benchmarks.Storage;

/// <summary>The stores against PostgreSQL's own clients, on one server in one run.</summary>
internal static class StorageBenchmark
{
    private const int DefaultSeconds = 10;

    /// <summary>Runs it; the argument is how many seconds each measurement of appends takes.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultSeconds;
        await using var database = await BenchmarkDatabase.StartAsync();
        await AppendBenchmark.RunAsync(database, TimeSpan.FromSeconds(seconds));
        await CatalogueBenchmark.RunAsync(database);
    }
}
