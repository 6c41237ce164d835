using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.Benchmarks.Http;

namespace MediaGateway.Benchmarks.Sync;

/// <summary>A user's device that sends positions of titles as operations.</summary>
internal sealed class SyncSender : IDisposable
{
    private const int Titles = 20;

    private readonly HttpClient _client;
    private readonly string _deviceId;
    private readonly string[] _titles;
    private int _operations;

    private SyncSender(HttpClient client, string deviceId, string[] titles)
    {
        _client = client;
        _deviceId = deviceId;
        _titles = titles;
    }

    /// <summary>Registers a user and a device.</summary>
    public static async Task<SyncSender> StartAsync(RunningGateway gateway)
    {
        var client = await gateway.RegisterAsync();
        var found = JsonElement.Parse(await client.GetStringAsync($"/api/v1/discovery/search?q=the&limit={Titles}"));
        return new(client, await RunningGateway.AddDeviceAsync(client), [.. found.GetProperty("results").EnumerateArray().Select(title => title.GetProperty("content_id").GetString()!)]);
    }

    /// <summary>Another device of the user that listens.</summary>
    public async Task<HubListener> ListenAsync(RunningGateway gateway) =>
        await HubListener.ConnectAsync(gateway, _client.DefaultRequestHeaders.Authorization!.Parameter!, await RunningGateway.AddDeviceAsync(_client));

    /// <summary>Sends one operation.</summary>
    /// <returns>Its id, and the task of its answer.</returns>
    public (string Operation, Task Answer) SendOne() => ($"{_deviceId}-{_operations + 1}", SendAsync(1));

    /// <summary>Sends so many operations at once and waits until all are said to be applied.</summary>
    public async Task SendAsync(int count)
    {
        var physical = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var operations = Enumerable.Range(0, count).Select(number => new
        {
            op_id = $"{_deviceId}-{++_operations}",
            type = "position_set",
            content_id = _titles[_operations % _titles.Length],
            position_ms = _operations * 1_000L,
            duration_ms = 100_000_000L,
            hlc = new { physical, logical = number, node_id = _deviceId },
        }).ToArray();
        var answer = JsonElement.Parse(await RunningGateway.ReadAsync(await _client.PostAsJsonAsync("/api/v1/sync/ops", new { device_id = _deviceId, ops = operations })));
        if (answer.GetProperty("results").EnumerateArray().FirstOrDefault(result => result.GetProperty("status").GetString() != "applied") is { ValueKind: JsonValueKind.Object } refused)
        {
            throw new InvalidOperationException($"An operation was not applied: {refused}");
        }
    }

    public void Dispose() => _client.Dispose();
}
