using System.Collections.Concurrent;
using System.Net;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>Clean stops and hard stops of the real process and its PostgreSQL.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Terminate_ends_the_gateway_and_its_database_cleanly()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        Assert.NotNull(gateway.PostmasterId());
        Assert.Equal(0, await gateway.TerminateAsync());
        Assert.Null(gateway.PostmasterId());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_acknowledged_is_there_after_a_kill(bool databaseToo)
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        using var ada = await Person.RegisterAsync(gateway);
        var titles = await ada.SomeTitlesAsync(60);
        ConcurrentBag<string> acknowledged = [];

        var load = Parallel.ForEachAsync(titles, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (title, _) =>
        {
            try
            {
                using var answer = await ada.PutOnListAsync(title);
                if (answer.StatusCode is HttpStatusCode.Created)
                {
                    acknowledged.Add(title);
                }
            }
            catch (HttpRequestException)
            {
                // Cut off by the kill: not acknowledged, so nothing is promised.
                return;
            }
        });
        while (acknowledged.Count < 20)
        {
            await Task.Yield();
        }

        await gateway.KillAsync(databaseToo);
        await load;
        await gateway.StartAsync();

        var list = await ada.WatchlistAsync();
        Assert.Empty(acknowledged.Except(list).ToArray());
        Assert.Equal(list.Count, list.Distinct().Count());
    }
}
