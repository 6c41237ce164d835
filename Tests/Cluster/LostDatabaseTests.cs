using System.Net;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.Cluster;

/// <summary>A cluster on a PostgreSQL server that goes away: what silos find, front ends must tell.</summary>
[Collection(ClusterCollection.Name)]
public sealed class LostDatabaseTests : IAsyncLifetime
{
    private PassingServer _server = null!;

    public async Task InitializeAsync() => _server = await PassingServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Front_ends_tell_with_503_of_a_database_that_went_away_and_go_on_when_it_is_back()
    {
        await using var cluster = await RunningCluster.StartOnAsync(
            _server.ConnectionString, silos: 2, frontends: 1, "test", new ClusterSecrets(), "--Storage:MaxPoolSize", "10");
        using var ada = await Person.RegisterAsync(cluster.Frontends[0]);
        var titles = await ada.SomeTitlesAsync(4);
        foreach (var title in titles.Take(2)) await ada.PutOnListAsync(title).ReadAsync(HttpStatusCode.Created);

        await _server.TakeAwayAsync();
        await UntilAsync(HttpStatusCode.ServiceUnavailable, () => ada.PutOnListAsync(titles[2]));
        await UntilAsync(HttpStatusCode.ServiceUnavailable, () => cluster.Frontends[0].Client.PostAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = Person.Password, name = "Ada" }));
        // What is in memory is still there to be read.
        Assert.Equal(titles.Take(2), await ada.WatchlistAsync());

        await _server.BringBackAsync();
        await UntilAsync(HttpStatusCode.Created, () => ada.PutOnListAsync(titles[3]));
        // The one that was refused may have been made durable before its answer was lost.
        Assert.Equal([titles[0], titles[1], titles[3]], (await ada.WatchlistAsync()).Except([titles[2]]));
    }

    /// <summary>Asks until this is answered; until then the part that is down may be waited for, and nothing else may be answered.</summary>
    private static async Task UntilAsync(HttpStatusCode expected, Func<Task<HttpResponseMessage>> ask)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            using var answer = await ask();
            if (answer.StatusCode == expected) return;
            Assert.True(
                answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
                $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(limit.Token)}");
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }
}
