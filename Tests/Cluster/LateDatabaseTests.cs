using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.Cluster;

/// <summary>The processes of a cluster, which are nothing without membership, and a database that comes up after them or not at all.</summary>
[Collection(ClusterCollection.Name)]
public sealed class LateDatabaseTests
{
    [Fact]
    public async Task Silos_and_front_ends_wait_for_a_database_that_comes_up_after_them()
    {
        await using var server = await PassingServer.PrepareAsync();
        await using var cluster = RunningCluster.Prepare(server.ConnectionString, silos: 2, frontends: 1, "test", new ClusterSecrets(), "--Storage:MaxPoolSize", "10");
        cluster.Launch();
        foreach (var part in cluster.Silos.Concat(cluster.Frontends)) await part.WaitForOutputAsync("Waiting for the database");

        await server.BringBackAsync();
        await cluster.WaitUntilReadyAsync();
        using var ada = await Person.RegisterAsync(cluster.Frontends[0]);
        Assert.NotEmpty(await ada.SomeTitlesAsync(5));
        Assert.All(cluster.Silos.Concat(cluster.Frontends), part =>
            Assert.Single(part.Output.Split('\n'), line => line.Contains("Waiting for the database", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("frontend")]
    [InlineData("all")]
    public async Task A_process_that_has_waited_for_its_database_for_long_enough_says_so_and_ends(string role)
    {
        await using var server = await PassingServer.PrepareAsync();
        await using var process = GatewayProcess.NotStarted();
        process.Launch(
            "--role", role, "--database", server.ConnectionString, "--Security:MasterKey", new ClusterSecrets().MasterKey, "--Storage:StartPatience", "00:00:02");

        Assert.Equal(1, await process.WaitForEndAsync());
        await process.WaitForOutputAsync("database: ");
        Assert.Contains("did not answer within 00:00:02", process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("frontend")]
    public async Task A_process_whose_database_does_not_let_it_in_ends_at_once(string role)
    {
        await using var server = await PassingServer.StartAsync();
        await using var process = GatewayProcess.NotStarted();
        process.Launch("--role", role, "--database", $"{server.ConnectionString};Username=nobody", "--Security:MasterKey", new ClusterSecrets().MasterKey);

        Assert.Equal(1, await process.WaitForEndAsync());
        await process.WaitForOutputAsync("database: ");
        Assert.Contains("refuses the login", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting for the database", process.Output, StringComparison.Ordinal);
    }
}
