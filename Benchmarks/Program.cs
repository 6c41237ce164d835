using MediaGateway.Benchmarks.Catalogue;
using MediaGateway.Benchmarks.Cluster;
using MediaGateway.Benchmarks.Figures;
using MediaGateway.Benchmarks.Http;
using MediaGateway.Benchmarks.Runtime;
using MediaGateway.Benchmarks.Search;
using MediaGateway.Benchmarks.Sources;
using MediaGateway.Benchmarks.Storage;
using MediaGateway.Benchmarks.Sync;
using MediaGateway.Benchmarks.Users;

// Each benchmark prints its figures beside those of a rival that is measured in the same run.
var benchmarks = new SortedDictionary<string, (string What, Func<string[], Task> Run)>(StringComparer.Ordinal)
{
    ["activations"] = ("memory of idle activations: activations [count, 1,000,000 unless told]", ActivationBenchmark.RunAsync),
    ["cluster"] = ("reads and durable operations a second on EmbeddedSilo, one silo of Orleans, and three: cluster <gateway of the Orleans build>", ClusterBenchmark.RunAsync),
    ["figures"] = ("everything that is asked of speed and memory beside what is measured: figures [catalogue.jsonl.gz]", FiguresBenchmark.RunAsync),
    ["http"] = ("GET /api/v1/watchlist with a token, against a bare Kestrel endpoint with the same answer", HttpBenchmark.RunAsync),
    ["merge"] = ("merging a user's operations against Yjs on the same trace: merge [operations]", MergeBenchmark.RunAsync),
    ["import"] = ("a file of titles over HTTP into a running gateway, against psql \\copy of its lines: import <catalogue.jsonl.gz>", ImportBenchmark.RunAsync),
    ["runtime"] = ("a grain call against a hand-written actor on a channel", CallBenchmark.RunAsync),
    ["search"] = ("search in memory over a file of titles: search <catalogue.jsonl.gz>", SearchBenchmark.RunAsync),
    ["search-http"] = ("searches over HTTP, each another one, against a bare endpoint: search-http <catalogue.jsonl.gz>", HttpSearchBenchmark.RunAsync),
    ["sources"] = ("permits, kept answers, searches over five platforms, reading answers: sources [searches, 120 unless told]", SourceBenchmark.RunAsync),
    ["start"] = ("from start to ready, and memory with a catalogue: start [catalogue.jsonl.gz]", StartBenchmark.RunAsync),
    ["storage"] = ("durable appends against pgbench, and the catalogue's rows against psql \\copy: storage [seconds]", StorageBenchmark.RunAsync),
    ["sync"] = ("from a change on one device to its arrival on another, against the sender's answer; operations a second in batches", SyncBenchmark.RunAsync),
    ["live"] = ("events a second held from device to device over the hub, and how long each takes: live [events a second, 5,000 unless told]", LiveBenchmark.RunAsync),
    ["users"] = ("durable operations through the user grain against pgbench with the single-row insert; activation and memory of users: users [seconds]", UserBenchmark.RunAsync),
    // The rival of the http benchmark runs in a process of its own.
    [BareKestrel.Name] = ("serves the rival of the http benchmark: bare-kestrel <port>", BareKestrel.RunAsync),
};

if (args.Length > 0 && benchmarks.TryGetValue(args[0], out var chosen))
{
    await chosen.Run(args[1..]);
    return 0;
}

Console.Error.WriteLine("usage: ./gateway bench <name> [arguments]");
foreach (var (name, benchmark) in benchmarks)
{
    Console.Error.WriteLine($"  {name,-14} {benchmark.What}");
}

return 2;
