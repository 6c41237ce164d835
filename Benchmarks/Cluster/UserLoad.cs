using System.Text.Json;
using MediaGateway.Benchmarks.Http;

namespace MediaGateway.Benchmarks.Cluster;

/// <summary>Many users of one deployment, whose requests wrk sends in turns.</summary>
internal sealed class UserLoad : IDisposable
{
    private const int ItemsOnList = 20;

    private readonly Uri _address;
    private readonly List<(HttpClient Client, string DeviceId)> _users = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-wrk-").FullName;
    private int _rounds;

    private UserLoad(Uri address) => _address = address;

    /// <summary>Registers so many users, each with a device and a list.</summary>
    public static async Task<UserLoad> StartAsync(Uri address, int users)
    {
        var load = new UserLoad(address);
        for (var user = 0; user < users; user++)
        {
            var client = await RunningGateway.RegisterAsync(address, $"bench-{user}@example.org");
            load._users.Add((client, await RunningGateway.AddDeviceAsync(client)));
            await RunningGateway.FillListAsync(client, ItemsOnList);
        }

        return load;
    }

    /// <summary>Reads the users' lists for some seconds.</summary>
    public Task<Wrk> ReadAsync(int seconds) => RunAsync(seconds, "/api/v1/watchlist", """
            return wrk.format("GET")
        """);

    /// <summary>Has the users make one durable operation after the other for some seconds.</summary>
    /// <returns>What wrk saw, and how many operations a second the users' logs have more.</returns>
    public async Task<(Wrk Requests, double OperationsPerSecond)> WriteAsync(int seconds)
    {
        var before = await CountOperationsAsync();
        var requests = await RunAsync(seconds, "/api/v1/sync/ops", $$$"""
                local body = string.format('{"device_id":"%s","ops":[{"op_id":"{{{++_rounds}}}-%d","type":"preference_set","key":"counter","value":%d,"hlc":{"physical":%d000,"logical":%d,"node_id":"%s"}}]}',
                  user.device, number, number, os.time(), number % 65536, user.device)
                return wrk.format("POST", nil, nil, body)
            """);
        return (requests, (await CountOperationsAsync() - before) / (double)seconds);
    }

    public void Dispose()
    {
        _users.ForEach(static user => user.Client.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Wrk> RunAsync(int seconds, string path, string request)
    {
        var users = string.Join(",\n", _users.Select(user => $$"""  { token = "{{user.Client.DefaultRequestHeaders.Authorization}}", device = "{{user.DeviceId}}" }"""));
        var script = Path.Combine(_folder, "load.lua");
        await File.WriteAllTextAsync(script, $$"""
            local users = {
            {{users}}
            }
            local number = 0
            wrk.headers["Content-Type"] = "application/json"
            request = function()
              number = number + 1
              local user = users[number % #users + 1]
              wrk.headers["Authorization"] = user.token
            {{request}}
            end

            """);
        return await Wrk.RunAsync(new Uri(_address, path), seconds, script: script);
    }

    private async Task<long> CountOperationsAsync()
    {
        var total = 0L;
        foreach (var (client, _) in _users)
        {
            total += JsonElement.Parse(await client.GetStringAsync("/api/v1/sync/state")).GetProperty("seq").GetInt64();
        }

        return total;
    }
}
