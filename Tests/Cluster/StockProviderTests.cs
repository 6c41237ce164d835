using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;
using Npgsql;

namespace MediaGateway.Tests.Cluster;

/// <summary>The stock ADO.NET providers of Orleans for states and reminders, over the statements of this repository.</summary>
[Collection(ClusterCollection.Name)]
public sealed class StockProviderTests
{
    [Fact]
    public async Task States_and_reminders_can_be_left_to_the_stock_providers()
    {
        var database = await TestServer.CreateDatabaseAsync();
        await using var cluster = await RunningCluster.StartOnAsync(
            database, silos: 1, frontends: 1, "test", new ClusterSecrets(), "--Cluster:GrainStorage", "AdoNet", "--Cluster:Reminders", "AdoNet");
        using var ada = await Person.RegisterAsync(cluster.Frontends[0]);
        var device = await ada.AddDeviceAsync("tv");

        Assert.Equal(0, await cluster.Silos[0].TerminateAsync());
        await cluster.StartSiloAsync(0);
        await cluster.Frontends[0].WaitUntilReadyAsync();

        var read = await ada.Client.GetAsync($"/api/v1/devices/{device}").ReadAsync();
        Assert.Equal("tv", read.Text("device_name"));
        await using var source = NpgsqlDataSource.Create(database);
        Assert.True(await CountAsync(source, "select count(*) from orleans_state where payload is not null") > 0);
        Assert.Equal(0, await CountAsync(source, "select count(*) from grain_state"));
        Assert.True(await CountAsync(source, "select count(*) from orleans_reminder") >= 0);
        Assert.Equal(0, await CountAsync(source, "select count(*) from reminders"));
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string text)
    {
        await using var command = source.CreateCommand(text);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
