using System.Diagnostics;
using MediaGateway.Domain.Catalogue;
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
        if (arguments.Length != 1)
        {
            Console.Error.WriteLine("search needs a file of titles, one JSON object on a line (.jsonl or .jsonl.gz)");
            return Task.CompletedTask;
        }

        var documents = CatalogueFile.ReadDocuments(arguments[0]);
        MeasureBuild(documents);
        var (titles, index) = MeasureBuild(documents);
        var queries = QueryMix.Make(titles, QueryCount);

        Console.WriteLine($"{"",-28}{"queries/s",12}{"p50 ms",10}{"p99 ms",10}{"max ms",10}");
        var processors = Environment.ProcessorCount;
        Load(index, queries, processors, WarmUp);
        Print($"all, on {processors} processors", Load(index, queries, processors, Measured));
        foreach (var kind in queries.GroupBy(query => query.Kind))
            Print(kind.Key, Load(index, [.. kind], 1, Measured / 10));

        var rival = new LinearScan(titles);
        var times = new List<double>();
        var started = Stopwatch.GetTimestamp();
        foreach (var (_, text) in queries.Take(RivalQueries)) times.Add(Time(() => rival.Search(text)));
        Print("rival: scan, one processor", (RivalQueries / Stopwatch.GetElapsedTime(started).TotalSeconds, times));
        return Task.CompletedTask;
    }

    private static (List<IndexedTitle> Titles, TextIndex Index) MeasureBuild(List<byte[]> documents)
    {
        var started = Stopwatch.GetTimestamp();
        var titles = documents.AsParallel().AsOrdered().Select(document => IndexedContent.Of(ContentDocument.Read(document))).ToList();
        var read = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        var index = titles.Chunk(BatchSize).Aggregate(TextIndex.Empty, (grown, batch) => grown.With(batch));
        var built = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(
            $"{index.Count} titles: documents read in {read.TotalMilliseconds:F0} ms, index made in {built.TotalMilliseconds:F0} ms (aim: 2000 together), {index.Bytes / 1e6:F1} MB beside {titles.Sum(title => (long)title.Document.Length) / 1e6:F1} MB of documents");
        return (titles, index);
    }

    private static (double PerSecond, List<double> Times) Load(TextIndex index, List<(string Kind, string Text)> queries, int threads, TimeSpan length)
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
        var all = times.OfType<List<double>>().SelectMany(own => own).ToList();
        return (all.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, all);
    }

    private static double Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void Print(string name, (double PerSecond, List<double> Times) measured)
    {
        measured.Times.Sort();
        var times = measured.Times;
        Console.WriteLine($"{name,-28}{measured.PerSecond,12:F0}{times[times.Count / 2],10:F3}{times[times.Count * 99 / 100],10:F3}{times[^1],10:F3}");
    }
}
