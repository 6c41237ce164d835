using MediaGateway.Benchmarks.Http;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Benchmarks.Search;

/// <summary>Searches over HTTP with a token, different ones by many callers, against a bare endpoint asked by the same callers.</summary>
internal static class HttpSearchBenchmark
{
    private const int QueryCount = 20_000;
    private const int Callers = 16;
    private const int SearchableLength = 200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is not [var file])
        {
            throw new ArgumentException("search-http needs a file of titles, one JSON object on a line (.jsonl or .jsonl.gz)");
        }

        await using var gateway = await RunningGateway.StartAsync();
        await gateway.ImportAsync(file);
        var measured = await MeasureAsync(gateway, CatalogueFile.TitlesOf(CatalogueFile.ReadDocuments(file)), Length);
        Console.WriteLine($"GET search    {measured.Ours}");
        Console.WriteLine($"bare Kestrel  {measured.Rival}   (the same client, {Callers} callers)");
    }

    /// <summary>Asks both for so long.</summary>
    public static async Task<HttpSearchFigures> MeasureAsync(RunningGateway gateway, List<IndexedTitle> titles, TimeSpan length)
    {
        var barePort = ChildProcess.FreePort();
        var bare = new Uri($"http://127.0.0.1:{barePort}{BareKestrel.Path}");
        await using var rival = await ChildProcess.StartAsync("MediaGateway.Benchmarks.dll", bare, BareKestrel.Name, $"{barePort}");
        Uri[] queries = [.. QueryMix.Make(titles, QueryCount).Where(query => query.Text.Length <= SearchableLength)
            .Select(query => new Uri(gateway.Address, $"/api/v1/discovery/search?q={Uri.EscapeDataString(query.Text)}"))];
        using var client = await gateway.RegisterAsync();
        using var bareClient = new HttpClient();
        Task Search(int number) => ReadAsync(client, queries[number % queries.Length]);
        Task Bare(int number) => ReadAsync(bareClient, bare);
        await HttpLoad.RunAsync(Callers, WarmUp, Search);
        await HttpLoad.RunAsync(Callers, WarmUp, Bare);
        return new(await HttpLoad.RunAsync(Callers, length, Search), await HttpLoad.RunAsync(Callers, length, Bare));
    }

    private static async Task ReadAsync(HttpClient client, Uri address) => await RunningGateway.ReadAsync(await client.GetAsync(address));
}

/// <summary>What searching over HTTP measured.</summary>
internal sealed record HttpSearchFigures(Latencies Ours, Latencies Rival);
