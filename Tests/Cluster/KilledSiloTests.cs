using System.Net;

namespace MediaGateway.Tests.Cluster;

/// <summary>Silos that go while users write, with and without a good-bye.</summary>
[Collection(ClusterCollection.Name)]
public sealed class KilledSiloTests
{
    private static readonly TimeSpan MostOutage = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_killed_silo_loses_nothing_and_its_users_are_served_again_within_ten_seconds()
    {
        await using var cluster = await RunningCluster.StartAsync(silos: 3, frontends: 2);
        await using var load = await Load.StartAsync(cluster.Frontends, users: 12);
        await load.WaitForAcknowledgementsAsync(20);

        await cluster.Silos[0].KillAsync(databaseToo: false);

        await load.WaitForAcknowledgementsAsync(20);
        await load.EndAndCompareAsync();
        Assert.True(load.LongestOutage < MostOutage, $"A user waited for {load.LongestOutage}.");
        Assert.Empty(load.Failures.Keys.Except([HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout]));
    }

    [Fact]
    public async Task Silos_that_restart_one_after_the_other_cost_no_client_more_than_a_503()
    {
        await using var cluster = await RunningCluster.StartAsync(silos: 2, frontends: 1);
        await using var load = await Load.StartAsync(cluster.Frontends, users: 8);
        for (var silo = 0; silo < cluster.Silos.Count; silo++)
        {
            await load.WaitForAcknowledgementsAsync(20);
            Assert.Equal(0, await cluster.Silos[silo].TerminateAsync());
            await load.WaitForAcknowledgementsAsync(20);
            await cluster.StartSiloAsync(silo);
        }

        await load.WaitForAcknowledgementsAsync(20);
        await load.EndAndCompareAsync();
        Assert.Empty(load.Failures.Keys.Except([HttpStatusCode.ServiceUnavailable]));
    }
}
