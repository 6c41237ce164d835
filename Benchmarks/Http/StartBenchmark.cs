using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;

namespace MediaGateway.Benchmarks.Http;

/// <summary>How long a start takes, cold and with a catalogue in the database, and how much memory the gateway then holds.</summary>
internal static class StartBenchmark
{
    public static async Task RunAsync(string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("mg-bench-").FullName;
        var address = new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}");
        var (first, gateway) = await StartAsync(address, data);
        Console.WriteLine($"first start, with initdb and the starter catalogue: {first.TotalSeconds:F2} s to ready");
        await using (gateway)
        {
            if (arguments is [var file, ..])
            {
                var stopwatch = Stopwatch.StartNew();
                Console.WriteLine($"import over HTTP: {await ImportAsync(address, data, file)} in {stopwatch.Elapsed.TotalSeconds:F2} s (aim: under 3 s)");
                Console.WriteLine($"memory after the import: {gateway.ResidentBytes / 1e6:F0} MB");
            }
        }

        for (var round = 1; round <= 3; round++)
        {
            var (elapsed, again) = await StartAsync(address, data);
            await using (again)
            {
                Console.WriteLine($"start {round}, PostgreSQL's own start included: {elapsed.TotalSeconds:F2} s to ready; {again.ResidentBytes / 1e6:F0} MB resident (aim: under 300 MB)");
            }
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task<(TimeSpan Elapsed, ChildProcess Gateway)> StartAsync(Uri address, string data)
    {
        var stopwatch = Stopwatch.StartNew();
        var gateway = await ChildProcess.StartAsync("MediaGateway.Silo.dll", new Uri(address, "/health/ready"), "--port", $"{address.Port}", "--data", data);
        return (stopwatch.Elapsed, gateway);
    }

    private static async Task<string> ImportAsync(Uri address, string data, string file)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(Path.Combine(data, "admin-token"))).Trim());
        await using var raw = File.OpenRead(file);
        await using var lines = file.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var body = new StreamContent(lines);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.PostAsync("/api/v1/admin/catalogue/import?source=benchmark", body);
        return await answer.Content.ReadAsStringAsync();
    }
}
