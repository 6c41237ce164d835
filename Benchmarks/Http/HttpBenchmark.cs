using System.Net.Http.Json;
using System.Text.Json;

namespace MediaGateway.Benchmarks.Http;

/// <summary>An authenticated read of the watchlist against a bare endpoint, in turns, with wrk as the load.</summary>
internal static class HttpBenchmark
{
    public const int ItemsOnList = 20;

    private const int Rounds = 3;
    private const int Seconds = 5;

    public static async Task RunAsync(string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("mg-bench-").FullName;
        var (port, barePort) = (ChildProcess.FreePort(), ChildProcess.FreePort());
        var address = new Uri($"http://127.0.0.1:{port}");
        var bare = new Uri($"http://127.0.0.1:{barePort}{BareKestrel.Path}");
        await using (await ChildProcess.StartAsync("MediaGateway.Silo.dll", new Uri(address, "/health/ready"), "--port", $"{port}", "--data", data))
        await using (await ChildProcess.StartAsync("MediaGateway.Benchmarks.dll", bare, BareKestrel.Name, $"{barePort}"))
        {
            var token = await PrepareListAsync(address);
            var watchlist = new Uri(address, "/api/v1/watchlist");
            await Wrk.RunAsync(watchlist, Seconds, token);
            await Wrk.RunAsync(bare, Seconds);

            Console.WriteLine($"{"",-28}{"requests/s",12}{"p50 ms",10}{"p99 ms",10}{"failed",8}");
            List<double> ratios = [];
            for (var round = 1; round <= Rounds; round++)
            {
                var rival = await Wrk.RunAsync(bare, Seconds);
                var ours = await Wrk.RunAsync(watchlist, Seconds, token);
                Print($"bare Kestrel, round {round}", rival);
                Print($"GET watchlist, round {round}", ours);
                ratios.Add(ours.RequestsPerSecond / rival.RequestsPerSecond);
            }

            Console.WriteLine($"ratio to bare Kestrel: {string.Join(", ", ratios.Select(ratio => $"{ratio:F2}"))} (aim: at least 0.50)");
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task<string> PrepareListAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var registration = await client.PostAsJsonAsync("/api/v1/auth/register", new { email = "bench@example.org", password = "a password for a benchmark", name = "Bench" });
        var token = JsonElement.Parse(await registration.Content.ReadAsStringAsync()).GetProperty("token").GetString()!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var found = JsonElement.Parse(await client.GetStringAsync($"/api/v1/discovery/search?q=the&limit={ItemsOnList}"));
        foreach (var title in found.GetProperty("results").EnumerateArray())
        {
            using var put = await client.PutAsync($"/api/v1/watchlist/{Uri.EscapeDataString(title.GetProperty("content_id").GetString()!)}", content: null);
            put.EnsureSuccessStatusCode();
        }

        return token;
    }

    private static void Print(string name, Wrk run) =>
        Console.WriteLine($"{name,-28}{run.RequestsPerSecond,12:N0}{run.P50.TotalMilliseconds,10:F2}{run.P99.TotalMilliseconds,10:F2}{run.Failures,8}");
}
