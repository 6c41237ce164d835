using System.Net;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>Two devices with the npm SignalR client on one user's list.</summary>
[Collection(SharedGateway.Name)]
public sealed class LiveWatchlistTests(GatewayFixture fixture)
{
    private readonly GatewayProcess _gateway = fixture.Gateway;

    [Fact]
    public async Task A_change_on_one_device_appears_on_the_other_and_not_on_itself()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var title = (await ada.SomeTitlesAsync(1))[0];
        var (phoneId, tvId) = (await ada.AddDeviceAsync("phone"), await ada.AddDeviceAsync("tv"));
        await using var phone = await NodeClient.StartDeviceAsync(_gateway, ada, phoneId);
        await using var tv = await NodeClient.StartDeviceAsync(_gateway, ada, tvId);
        await phone.SendAsync("connect", "connected");
        var connected = await tv.SendAsync("connect", "connected");

        var physical = DateTimeOffset.Parse(connected.Text("server_time"), System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var applied = await phone.SendAsync(
            $$$"""apply [{"op_id":"p1","type":"watchlist_add","content_id":"{{{title}}}","source":"manual","hlc":{"physical":{{{physical}}},"logical":0,"node_id":"{{{phoneId}}}"}}]""",
            "applied");
        Assert.Equal("applied", applied.Items("results").Single().Text("status"));

        var seen = await tv.OperationsUpToAsync(applied.GetProperty("seq").GetInt64());
        Assert.Equal(["p1"], seen.Select(operation => operation.Text("op_id")));
        Assert.Equal([title], await ada.WatchlistAsync());

        // What the phone gets next covers its own operation without repeating it.
        await ada.TakeOffListAsync(title).ReadAsync(HttpStatusCode.NoContent);
        var onPhone = await phone.OperationsUpToAsync(applied.GetProperty("seq").GetInt64() + 1);
        Assert.Equal(["watchlist_remove"], onPhone.Select(operation => operation.Text("type")));
    }

    [Fact]
    public async Task A_device_that_comes_back_gets_what_it_missed()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var titles = await ada.SomeTitlesAsync(10);
        var tvId = await ada.AddDeviceAsync("tv");
        long seq;
        string epoch;
        await using (var tv = await NodeClient.StartDeviceAsync(_gateway, ada, tvId))
        {
            var connected = await tv.SendAsync("connect", "connected");
            (seq, epoch) = (connected.GetProperty("seq").GetInt64(), connected.Text("log_epoch"));
        }

        foreach (var title in titles)
        {
            await ada.PutOnListAsync(title).ReadAsync(HttpStatusCode.Created);
        }

        await using var again = await NodeClient.StartDeviceAsync(_gateway, ada, tvId);
        await again.SendAsync($"connect {seq} {epoch}", "connected");
        var missed = await again.OperationsUpToAsync(seq + titles.Count);
        Assert.Equal(titles, missed.Select(operation => operation.Text("content_id")));
        Assert.Equal(Enumerable.Range(1, titles.Count).Select(step => seq + step), missed.Select(operation => operation.GetProperty("seq").GetInt64()));
    }
}
