using MediaGateway.Benchmarks.Sources;

namespace MediaGateway.Benchmarks.Figures;

/// <summary>What is asked of the gateway's own part in asking others.</summary>
internal static class UpstreamFigures
{
    private const int Rounds = 3;
    private const int Searches = 42;
    private const double MostBeyondSlowest = 10;
    private const double MostForPermit = 10;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var permit = (await PermitBenchmark.MeasureGrainAsync(Rounds))[0].Measured.Ours;
        return
        [
            Figure.Below(MostForPermit, "µs", 1e6 / permit.PerSecond, "permit through the source's grain, one caller", Sources.OwnReadingOfPermits),
            .. OfSearch("in memory", await FederatedBenchmark.MeasureAsync(Searches, 1)),
            .. OfSearch("over PostgreSQL", await FederatedBenchmark.MeasureDurableAsync(Searches, 1)),
        ];
    }

    private static IEnumerable<Figure> OfSearch(string where, FederatedFigures search) =>
    [
        Figure.Below(MostBeyondSlowest, "ms", search.Healthy.BeyondSlowest.P50, $"search over five platforms {where}, beyond the slowest, p50", Sources.PlatformsIssue),
        Figure.Below(MostBeyondSlowest, "ms", search.Healthy.BeyondSlowest.P99, $"search over five platforms {where}, beyond the slowest, p99", Sources.PlatformsIssue),
        Figure.Below(MostBeyondSlowest, "ms", search.Open.BeyondSlowest.P50, $"the same with two of five failing {where}, p50", Sources.PlatformsIssue),
    ];
}
