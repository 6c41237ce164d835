using System.Net;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.Cluster;

/// <summary>Two parts that do not see each other, each with an activation of the same user: what a partition comes to.</summary>
[Collection(ClusterCollection.Name)]
public sealed class DividedClusterTests
{
    [Fact]
    public async Task Two_activations_of_one_user_are_fenced_by_the_log_and_agree_afterwards()
    {
        var database = await TestServer.CreateDatabaseAsync();
        var secrets = new ClusterSecrets();
        await using var here = await RunningCluster.StartOnAsync(database, silos: 1, frontends: 1, "here", secrets);
        await using var there = await RunningCluster.StartOnAsync(database, silos: 1, frontends: 1, "there", secrets);
        using var ada = await Person.RegisterAsync(here.Frontends[0]);
        using var elsewhere = there.Frontends[0].As(ada.Token);
        var titles = await ada.SomeTitlesAsync(40);

        var written = await Task.WhenAll(
            WriteAsync(ada.Client, titles.Where((_, index) => index % 2 == 0)),
            WriteAsync(elsewhere, titles.Where((_, index) => index % 2 == 1)));
        Assert.Equal(titles.Count, written.Sum());

        // Each side writes once more, is fenced by what the other wrote, and has read it then.
        Assert.Equal(1, await WriteAsync(ada.Client, titles.Take(1)));
        Assert.Equal(1, await WriteAsync(elsewhere, titles.Skip(1).Take(1)));
        Assert.Equal(1, await WriteAsync(ada.Client, titles.Skip(2).Take(1)));
        var onThisSide = await ada.WatchlistAsync();
        Assert.Equal(titles.Order(), onThisSide.Order());

        var log = await ada.Client.GetAsync("/api/v1/sync/state?since=0&limit=500").ReadAsync();
        var operations = log.Items("ops").Select(operation => (Seq: operation.GetProperty("seq").GetInt64(), Id: operation.Text("op_id"))).ToArray();
        Assert.Equal(Enumerable.Range(1, operations.Length).Select(number => (long)number), operations.Select(operation => operation.Seq));
        Assert.Equal(operations.Length, operations.Select(operation => operation.Id).Distinct().Count());
    }

    /// <summary>Writes as a client would, which sends again what was refused for the moment.</summary>
    private static async Task<int> WriteAsync(HttpClient client, IEnumerable<string> titles)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var written = 0;
        foreach (var title in titles)
        {
            while (!await TryWriteAsync(client, title, limit.Token)) await pause.WaitForNextTickAsync(limit.Token);
            written++;
        }

        return written;
    }

    private static async Task<bool> TryWriteAsync(HttpClient client, string title, CancellationToken cancellationToken)
    {
        using var answer = await client.PutAsync($"/api/v1/watchlist/{Uri.EscapeDataString(title)}", content: null, cancellationToken);
        Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
            $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        return answer.IsSuccessStatusCode;
    }
}
