using MediaGateway.Benchmarks.Catalogue;
using MediaGateway.Benchmarks.Http;
using MediaGateway.Benchmarks.Search;

namespace MediaGateway.Benchmarks.Figures;

/// <summary>What is asked of a large catalogue: searching, importing, starting with it, holding it.</summary>
internal static class CatalogueFigures
{
    private const int Imports = 3;

    private static readonly TimeSpan _searching = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string? file)
    {
        var starts = await StartBenchmark.MeasureAsync(file);
        var ready = starts.Again.Median(static start => start.ReadyAfter.TotalSeconds);
        // The whole start is measured, PostgreSQL's included, which the limit leaves out.
        List<Figure> figures = [Figure.Below(3, "s", ready, "from start to ready, PostgreSQL's start included", Sources.Issue)];
        if (file is not null)
        {
            figures.Add(Figure.Below(300, "MB", starts.Again.Median(static start => start.ResidentBytes / 1e6), "resident after a start with the catalogue", Sources.Issue));
            figures.Add(Figure.Below(3, "s", await MeasureImportAsync(file), "import of the whole file", Sources.Issue));
            var search = SearchBenchmark.Measure(CatalogueFile.ReadDocuments(file), _searching);
            figures.Add(Figure.AtLeast(2_000, "/s", search.All.PerSecond, "searches in memory", Sources.Issue));
            figures.Add(Figure.Below(10, "ms", search.All.P99, "search in memory, p99", Sources.Issue));
        }

        return figures;
    }

    private static async Task<double> MeasureImportAsync(string file)
    {
        List<double> seconds = [];
        for (var round = 0; round < Imports; round++)
        {
            seconds.Add((await ImportBenchmark.MeasureAsync(file)).New.Took.TotalSeconds);
        }

        return seconds.Median();
    }
}
