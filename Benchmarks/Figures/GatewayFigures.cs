using MediaGateway.Benchmarks.Http;
using MediaGateway.Benchmarks.Search;
using MediaGateway.Benchmarks.Sync;

namespace MediaGateway.Benchmarks.Figures;

/// <summary>What is asked of a running gateway from outside.</summary>
internal static class GatewayFigures
{
    private const int Rounds = 3;
    private const int Seconds = 3;
    private const int Changes = 300;
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(Seconds);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string? file)
    {
        await using var gateway = await RunningGateway.StartAsync();
        List<Figure> figures = [];
        if (file is not null)
        {
            await gateway.ImportAsync(file);
            figures.AddRange(OfSearch(await HttpSearchBenchmark.MeasureAsync(gateway, CatalogueFile.TitlesOf(CatalogueFile.ReadDocuments(file)), _length)));
        }

        figures.AddRange(OfReading(await HttpBenchmark.MeasureAsync(gateway, Rounds, Seconds)));
        figures.AddRange(OfSync(await SyncBenchmark.MeasureAsync(gateway, Changes, _length)));
        if (file is not null)
        {
            figures.Add(Figure.Below(300, "MB", gateway.ResidentBytes / 1e6, "resident with the catalogue, after all this load", Sources.Issue));
        }

        return figures;
    }

    private static IEnumerable<Figure> OfSearch(HttpSearchFigures search) =>
    [
        Figure.Below(300, "ms", search.Ours.P50, "search over HTTP, p50", Sources.Acceptance),
        Figure.Below(500, "ms", search.Ours.P95, "search over HTTP, p95", Sources.Acceptance),
        Figure.Below(1_000, "ms", search.Ours.P99, "search over HTTP, p99", Sources.Acceptance),
        Figure.AtLeast(500, "/s", search.Ours.PerSecond, "searches over HTTP", Sources.Acceptance),
    ];

    private static IEnumerable<Figure> OfReading(HttpFigures reading) =>
    [
        Figure.AtLeast(0.5, "x", reading.Ratio, "GET watchlist to bare Kestrel", Sources.Issue),
        Figure.AtLeast(2_000, "/s", reading.RequestsPerSecond, $"GET watchlist in rounds of {Seconds} s (1,000 sustained, 2,000 in bursts)", Sources.Acceptance),
        Figure.Below(50, "ms", reading.P50Milliseconds, "GET watchlist under full load, p50", Sources.Acceptance),
        // wrk prints no 95th: the 99th is never less.
        Figure.Below(100, "ms", reading.P99Milliseconds, "GET watchlist under full load, p95 (its p99)", Sources.Acceptance),
        Figure.Below(200, "ms", reading.P99Milliseconds, "GET watchlist under full load, p99", Sources.Acceptance),
        Figure.Below(500, "ms", reading.P99Milliseconds, "any answer, p95 (the same p99)", Sources.Budgets),
        Figure.Below(1, "%", reading.FailedShare * 100, "GET watchlist, requests that failed", Sources.Budgets),
    ];

    private static IEnumerable<Figure> OfSync(SyncFigures sync) =>
    [
        Figure.Below(100, "ms", sync.Arrival.P50, "from one device to another, p50", Sources.Acceptance),
        Figure.Below(200, "ms", sync.Arrival.P95, "from one device to another, p95", Sources.Acceptance),
        Figure.Below(500, "ms", sync.Arrival.P99, "from one device to another, p99", Sources.Acceptance),
        Figure.Below(150, "ms", sync.Arrival.P95, "from pausing to stored and on the other screen, p95", Sources.SyncContract),
        Figure.Below(80, "ms", sync.Arrival.P99, "message to television and tablet (its p99)", Sources.SyncJourney),
        Figure.Below(100, "ms", sync.Arrival.P99, "real-time sync (its p99)", Sources.Catalog),
        Figure.AtLeast(5_000, "/s", sync.OperationsPerSecond, "operations stored, in batches of many users", Sources.Acceptance),
    ];
}
