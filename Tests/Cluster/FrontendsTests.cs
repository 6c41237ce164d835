using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.Cluster;

/// <summary>What two front ends and two silos have in common.</summary>
[Collection(ClusterCollection.Name)]
public sealed class FrontendsTests : IAsyncLifetime
{
    private readonly ClusterSecrets _secrets = new();
    private RunningCluster _cluster = null!;

    public async Task InitializeAsync() =>
        _cluster = await RunningCluster.StartOnAsync(await TestServer.CreateDatabaseAsync(), silos: 2, frontends: 2, "test", _secrets);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_device_on_one_front_end_sees_what_was_done_on_the_other_also_after_the_death_of_silos()
    {
        var (left, right) = (_cluster.Frontends[0], _cluster.Frontends[1]);
        using var ada = await Person.RegisterAsync(left);
        var titles = await ada.SomeTitlesAsync(3);
        await using var tv = await NodeClient.StartDeviceAsync(right, ada, await ada.AddDeviceAsync("tv"));
        var seq = (await tv.SendAsync("connect", "connected")).GetProperty("seq").GetInt64();

        await ada.PutOnListAsync(titles[0]).ReadAsync(HttpStatusCode.Created);
        Assert.Equal([titles[0]], await TitlesUpToAsync(tv, ++seq));

        // One of the two has the user; whichever it is, the television hears of what comes after.
        for (var silo = 0; silo < 2; silo++)
        {
            await _cluster.Silos[silo].KillAsync(databaseToo: false);
            await _cluster.StartSiloAsync(silo);
            await PutOnListInTheEndAsync(ada, titles[silo + 1]);
            Assert.Equal([titles[silo + 1]], await TitlesUpToAsync(tv, ++seq));
        }
    }

    [Fact]
    public async Task Every_silo_finds_a_title_soon_after_its_import()
    {
        using var admin = _cluster.Frontends[0].As(_secrets.AdminToken);
        using var line = new StringContent("""{"title":"Zzyzx Road","id":"1","year":2006}""", Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
        await admin.PostAsync("/api/v1/admin/catalogue/import?source=test", line).ReadAsync();

        // Consecutive searches go to both silos in turn; a silo that lags answers none.
        using var ada = await Person.RegisterAsync(_cluster.Frontends[1]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var found = 0; found < 20;)
        {
            var answer = await ada.Client.GetAsync("/api/v1/discovery/search?q=zzyzx", limit.Token).ReadAsync();
            if (answer.GetProperty("total").GetInt32() == 1) found++;
            else found = 0;
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }

    [Fact]
    public async Task An_idempotency_key_and_a_session_hold_on_every_front_end()
    {
        using var ada = await Person.RegisterAsync(_cluster.Frontends[0]);
        using var elsewhere = _cluster.Frontends[1].As(ada.Token);
        var first = await RegisterDeviceAsync(ada.Client);
        Assert.Equal(first, await RegisterDeviceAsync(elsewhere));

        using (await ada.Client.PostAsync("/api/v1/auth/logout", content: null))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (true)
            {
                using var answer = await elsewhere.GetAsync("/api/v1/me", limit.Token);
                if (answer.StatusCode is HttpStatusCode.Unauthorized) break;
                await pause.WaitForNextTickAsync(limit.Token);
            }
        }
    }

    private static async Task<string> RegisterDeviceAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/devices")
        {
            Content = new StringContent("""{"device_name":"tv","device_type":"tv"}""", Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", "the-same-everywhere" } },
        };
        return (await client.SendAsync(request).ReadAsync(HttpStatusCode.Created)).Text("device_id");
    }

    private static async Task PutOnListInTheEndAsync(Person person, string title)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var answer = await person.PutOnListAsync(title);
            if (answer.IsSuccessStatusCode) return;
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task<string[]> TitlesUpToAsync(NodeClient device, long seq) =>
        [.. (await device.OperationsUpToAsync(seq)).Select(operation => operation.Text("content_id"))];
}
