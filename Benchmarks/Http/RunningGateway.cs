using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace MediaGateway.Benchmarks.Http;

/// <summary>A gateway under measurement: a process and a data folder of its own, which is deleted in the end.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    private readonly string _data = Directory.CreateTempSubdirectory("mg-bench-").FullName;
    private ChildProcess? _process;
    private int _accounts;

    private RunningGateway()
    {
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{ChildProcess.FreePort()}");

    /// <summary>How long the last start took until the gateway was ready, PostgreSQL's own start included.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Resident memory of the gateway in bytes, without PostgreSQL's.</summary>
    public long ResidentBytes => _process!.ResidentBytes;

    /// <summary>Starts a gateway that knows nothing yet.</summary>
    public static async Task<RunningGateway> StartAsync()
    {
        var gateway = new RunningGateway();
        await gateway.StartProcessAsync();
        return gateway;
    }

    /// <summary>Stops it cleanly and starts it again on what it has stored.</summary>
    public async Task RestartAsync()
    {
        await _process!.DisposeAsync();
        await StartProcessAsync();
    }

    /// <summary>A client with the access token of a new account.</summary>
    public Task<HttpClient> RegisterAsync() => RegisterAsync(Address, $"bench-{++_accounts}@example.org");

    /// <summary>A client with the access token of a new account on any gateway.</summary>
    public static async Task<HttpClient> RegisterAsync(Uri address, string email)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = _patience };
        var account = new { email, password = "a password for a benchmark", name = "Bench" };
        var registration = JsonElement.Parse(await ReadAsync(await client.PostAsJsonAsync("/api/v1/auth/register", account)));
        client.DefaultRequestHeaders.Authorization = new("Bearer", registration.GetProperty("token").GetString());
        return client;
    }

    /// <summary>Registers a device of a user.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> AddDeviceAsync(HttpClient user)
    {
        var device = new { device_name = "bench", device_type = "web", capabilities = new { supports_4k = false, supports_hdr = false, supports_atmos = false } };
        return JsonElement.Parse(await ReadAsync(await user.PostAsJsonAsync("/api/v1/devices", device))).GetProperty("device_id").GetString()!;
    }

    /// <summary>Puts so many titles on a user's list.</summary>
    public static async Task FillListAsync(HttpClient user, int count)
    {
        var found = JsonElement.Parse(await user.GetStringAsync($"/api/v1/discovery/search?q=the&limit={count}"));
        foreach (var title in found.GetProperty("results").EnumerateArray())
        {
            await ReadAsync(await user.PutAsync($"/api/v1/watchlist/{Uri.EscapeDataString(title.GetProperty("content_id").GetString()!)}", content: null));
        }
    }

    /// <summary>Imports a file of titles, plain or gzipped, as it is.</summary>
    /// <returns>The gateway's report.</returns>
    public async Task<string> ImportAsync(string file)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = _patience };
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(Path.Combine(_data, "admin-token"))).Trim());
        using var body = new StreamContent(File.OpenRead(file));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            body.Headers.ContentEncoding.Add("gzip");
        }

        return await ReadAsync(await client.PostAsync("/api/v1/admin/catalogue/import?source=wikipedia", body));
    }

    /// <summary>The body of an answer that must say success.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadAsStringAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task StartProcessAsync()
    {
        var started = Stopwatch.GetTimestamp();
        _process = await ChildProcess.StartAsync("MediaGateway.Silo.dll", new Uri(Address, "/health/ready"), "--port", $"{Address.Port}", "--data", _data);
        ReadyAfter = Stopwatch.GetElapsedTime(started);
    }
}
