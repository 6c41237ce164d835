using System.Diagnostics;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Benchmarks.Search;

/// <summary>How long the index takes to make, what it takes in memory, and how fast it answers on all processors.</summary>
internal static class SearchBenchmark
{
    private const int BatchSize = 2048;
    private const int QueryCount = 20_000;
    private const int RivalQueries = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static Task RunAsync(string[] arguments)
    {
        if (arguments is not [var file])
        {
            throw new ArgumentException("search needs a file of titles, one JSON object on a line (.jsonl or .jsonl.gz)");
        }

        var measured = Measure(CatalogueFile.ReadDocuments(file), Measured);
        foreach (var build in measured.Builds)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{build.Titles} titles: documents read in {build.Read.TotalMilliseconds:F0} ms, index made in {build.Made.TotalMilliseconds:F0} ms (aim: 2000 together), {build.IndexBytes / 1e6:F1} MB beside {build.DocumentBytes / 1e6:F1} MB of documents"));
        }

        Console.WriteLine($"{"",-28}{"queries/s",12}{"p50 ms",10}{"p99 ms",10}{"max ms",10}");
        Print($"all, on {Environment.ProcessorCount} processors", measured.All);
        foreach (var (kind, latencies) in measured.Kinds)
        {
            Print(kind, latencies);
        }

        Print("rival: scan, one processor", measured.Rival);
        return Task.CompletedTask;
    }

    /// <summary>Makes the index twice, asks it for so long, and the rival a little.</summary>
    public static SearchFigures Measure(List<byte[]> documents, TimeSpan length)
    {
        var (first, _, _) = Build(documents);
        var (second, titles, index) = Build(documents);
        var queries = QueryMix.Make(titles, QueryCount);
        var processors = Environment.ProcessorCount;
        Load(index, queries, processors, WarmUp);
        var all = Load(index, queries, processors, length);
        List<(string, Latencies)> kinds = [.. queries.GroupBy(query => query.Kind).Select(kind => (kind.Key, Load(index, [.. kind], 1, length / 10)))];

        var rival = new LinearScan(titles);
        var started = Stopwatch.GetTimestamp();
        List<double> times = [.. queries.Take(RivalQueries).Select(query => Time(() => rival.Search(query.Text)))];
        return new([first, second], all, kinds, new(times, Stopwatch.GetElapsedTime(started)));
    }

    private static (IndexBuild Build, List<IndexedTitle> Titles, TextIndex Index) Build(List<byte[]> documents)
    {
        var started = Stopwatch.GetTimestamp();
        var titles = CatalogueFile.TitlesOf(documents);
        var read = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        var index = titles.Chunk(BatchSize).Aggregate(TextIndex.Empty, (grown, batch) => grown.With(batch));
        var made = Stopwatch.GetElapsedTime(started);
        return (new(index.Count, read, made, index.Bytes, titles.Sum(title => (long)title.Document.Length)), titles, index);
    }

    private static Latencies Load(TextIndex index, List<(string Kind, string Text)> queries, int threads, TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var times = new List<double>[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var own = new List<double>();
            for (var next = thread * queries.Count / threads; Stopwatch.GetElapsedTime(started) < length; next++)
                own.Add(Time(() => index.Search(new TextQuery { Text = queries[next % queries.Count].Text })));
            times[thread] = own;
        });
        return new(times.OfType<List<double>>().SelectMany(own => own), Stopwatch.GetElapsedTime(started));
    }

    private static double Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void Print(string name, Latencies measured) => Console.WriteLine(FormattableString.Invariant(
        $"{name,-28}{measured.PerSecond,12:F0}{measured.P50,10:F3}{measured.P99,10:F3}{measured.Longest,10:F3}"));
}

/// <summary>What searching in memory measured: all queries on all processors, each kind of query alone on one, the rival on one.</summary>
internal sealed record SearchFigures(IReadOnlyList<IndexBuild> Builds, Latencies All, IReadOnlyList<(string Kind, Latencies Latencies)> Kinds, Latencies Rival);

/// <summary>Making an index once.</summary>
internal sealed record IndexBuild(int Titles, TimeSpan Read, TimeSpan Made, long IndexBytes, long DocumentBytes);
