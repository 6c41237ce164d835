using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>The real gateway on a PostgreSQL server that somebody else runs, and stops.</summary>
public sealed class DatabaseOutageTests : IAsyncLifetime
{
    private PassingServer _server = null!;

    public async Task InitializeAsync() => _server = await PassingServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_database_that_goes_away_is_told_with_503_and_nothing_acknowledged_is_lost(bool killed)
    {
        await using var gateway = await GatewayProcess.LaunchNewAsync("--database", _server.ConnectionString);
        await gateway.WaitUntilReadyAsync();
        using var ada = await Person.RegisterAsync(gateway);
        var titles = await ada.SomeTitlesAsync(30);
        var acknowledged = new List<string>();
        foreach (var title in titles.Take(10))
        {
            acknowledged.Add(await PutAsync(ada, title));
        }

        await _server.TakeAwayAsync(killed);
        await AssertUnavailableAsync(await ada.PutOnListAsync(titles[10]));
        await AssertUnavailableAsync(await gateway.Client.PostAsJsonAsync("/api/v1/auth/register", Registration()));
        // What is in memory is still there to be read.
        Assert.Equal(acknowledged, await ada.WatchlistAsync());
        Assert.NotEmpty(await ada.SomeTitlesAsync(5));

        await _server.BringBackAsync();
        await gateway.WaitUntilReadyAsync();
        foreach (var title in titles.Skip(11))
        {
            acknowledged.Add(await PutAsync(ada, title));
        }

        // The one that was refused may have been made durable before its answer was lost, and no other.
        Assert.Empty(acknowledged.Except(await ada.WatchlistAsync()));
        Assert.Empty((await ada.WatchlistAsync()).Except(acknowledged).Except([titles[10]]));
    }

    [Fact]
    public async Task An_outage_under_load_loses_nothing_that_was_acknowledged_and_answers_everything_in_time()
    {
        await using var gateway = await GatewayProcess.LaunchNewAsync("--database", _server.ConnectionString);
        await gateway.WaitUntilReadyAsync();
        using var ada = await Person.RegisterAsync(gateway);
        var titles = await ada.SomeTitlesAsync(100);
        List<string> acknowledged = [];
        List<HttpStatusCode> others = [];
        var half = new TaskCompletionSource();
        var load = Task.Run(async () =>
        {
            foreach (var title in titles)
            {
                using var answer = await ada.PutOnListAsync(title);
                if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK) acknowledged.Add(title);
                else others.Add(answer.StatusCode);
                if (acknowledged.Count == titles.Count / 4) half.TrySetResult();
            }
        });
        await half.Task;
        await _server.TakeAwayAsync(killed: true);
        await load;
        Assert.All(others, status => Assert.True(status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, $"{status}"));

        await _server.BringBackAsync();
        await gateway.WaitUntilReadyAsync();
        Assert.Empty(acknowledged.Except(await ada.WatchlistAsync()));
    }

    private static object Registration() => new { email = $"{Guid.NewGuid():N}@example.org", password = Person.Password, name = "Ada" };

    private static async Task<string> PutAsync(Person person, string title)
    {
        using var answer = await person.PutOnListAsync(title);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return title;
    }

    private static async Task AssertUnavailableAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}: {problem}");
            Assert.InRange(problem.GetProperty("retry_after").GetInt32(), 1, 60);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }
}
