using System.Net;
using System.Text;
using MediaGateway.Tests.Architecture;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;
using Npgsql;

namespace MediaGateway.Tests.Cluster;

/// <summary>A household that grows: the database of a single node becomes that of a cluster, and goes back.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ChangeOfRuntimeTests
{
    /// <summary>The single node's program, built beside that of the cluster with the same configuration.</summary>
    private static string SingleNode { get; } = FindSingleNode();

    [Fact]
    public async Task What_the_single_node_wrote_the_cluster_reads_and_the_other_way_round()
    {
        var database = await TestServer.CreateDatabaseAsync();
        var secrets = new ClusterSecrets();
        string[] settings = ["--database", database, "--Security:MasterKey", secrets.MasterKey];
        await using var node = GatewayProcess.NotStarted(SingleNode);
        await node.StartAsync(settings);
        using var ada = await Person.RegisterAsync(node);
        var titles = await ada.SomeTitlesAsync(2);
        var device = await ada.AddDeviceAsync("tv");
        await ada.PutOnListAsync(titles[0]).ReadAsync(HttpStatusCode.Created);
        var keyed = await RegisterKeyedAsync(ada.Client);
        Assert.Equal(0, await node.TerminateAsync());

        await using (var cluster = await RunningCluster.StartOnAsync(database, silos: 2, frontends: 1, "test", secrets))
        {
            using var here = cluster.Frontends[0].As(ada.Token);
            Assert.Equal(keyed, await RegisterKeyedAsync(here));
            Assert.Equal("tv", (await here.GetAsync($"/api/v1/devices/{device}").ReadAsync()).Text("device_name"));
            await here.PutAsync($"/api/v1/watchlist/{Uri.EscapeDataString(titles[1])}", content: null).ReadAsync(HttpStatusCode.Created);
        }

        await LetRemindersFallDueAsync(database, secrets);
        await node.StartAsync(settings);
        Assert.Equal(titles, await ada.WatchlistAsync());
    }

    /// <summary>
    /// The idempotency key was reserved with a reminder that forgets it. Its state is taken away, as if it were forgotten already:
    /// the cluster must find the single node's reminder in its part of the ring, call the grain, and let it remove the reminder.
    /// </summary>
    private static async Task LetRemindersFallDueAsync(string database, ClusterSecrets secrets)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using (var soon = source.CreateCommand("""
            delete from grain_state where state_name = 'idempotency';
            update reminders set start_at = now() - period + interval '20 seconds', version = nextval('reminders_version') where reminder_name = 'forget'
            """))
        {
            Assert.True(await soon.ExecuteNonQueryAsync() > 0);
        }

        await using var cluster = await RunningCluster.StartOnAsync(database, silos: 1, frontends: 0, "test", secrets);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        await using var left = source.CreateCommand("select count(*) from reminders where reminder_name = 'forget'");
        while ((long)(await left.ExecuteScalarAsync(limit.Token))! > 0) await pause.WaitForNextTickAsync(limit.Token);
    }

    private static async Task<string> RegisterKeyedAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/devices")
        {
            Content = new StringContent("""{"device_name":"radio","device_type":"web"}""", Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", "before-and-after" } },
        };
        return (await client.SendAsync(request).ReadAsync(HttpStatusCode.Created)).Text("device_id");
    }

    private static string FindSingleNode()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(Room.Root, "artifacts", "Embedded", "bin", "Silo", configuration, "MediaGateway.Silo.dll");
    }
}
