using System.Text.Json;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>The same log, told live and asked for.</summary>
public sealed class PollingTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;
    private string _phone = null!;
    private string _tv = null!;
    private long _stamps;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
        _phone = await _host.AddDeviceAsync(_ada, "phone");
        _tv = await _host.AddDeviceAsync(_ada, "tv");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Asking_for_the_log_gives_what_a_live_device_is_sent_and_its_own_operations_besides()
    {
        var onTv = await _host.OpenAsync(_ada, _tv, "tv 1");
        for (var round = 1; round <= 10; round++)
        {
            await ApplyAsync(_phone, round);
            await ApplyAsync(_tv, round + 10);
            await _host.SendAsync(_ada, "PUT", $"/api/v1/watchlist/{Uri.EscapeDataString(PersonalHost.Title(round + 20))}");
            if (round == 5)
            {
                // The connection breaks and comes back where it was.
                await UntilAsync(() => CoveredBy(onTv) == 15);
                await _host.Live.CloseAsync("tv 1");
            }

            if (round == 7)
                onTv = await ReopenAsync(onTv, since: 15);
        }

        await UntilAsync(() => CoveredBy(onTv) == 30);
        var polled = await PollAsync(0);
        Assert.Equal(Enumerable.Range(1, 30).Select(seq => (long)seq), polled.Select(operation => operation.GetProperty("seq").GetInt64()));
        var others = polled.Where(operation => !operation.TryGetProperty("device_id", out var device) || device.GetString() != _tv).Select(operation => operation.GetProperty("op_id").GetString());
        Assert.Equal(others, onTv.Messages.SelectMany(message => message.Ops).Select(effect => effect.OpId));
        Assert.All(onTv.Messages.Zip(onTv.Messages.Skip(1)), pair => Assert.Equal(pair.First.Seq, pair.Second.From));
    }

    private static long CoveredBy(LiveClient client) => client.Messages.LastOrDefault()?.Seq ?? 0;

    private async Task<LiveClient> ReopenAsync(LiveClient before, long since)
    {
        var device = new ApiFrontend.Sync.LiveDevice(await _host.WhoIsAsync(_ada), _tv, "tv 2");
        await _host.Live.OpenAsync(device, since, logEpoch: null, before, static () => { }, CancellationToken.None);
        return before;
    }

    private async Task ApplyAsync(string device, int title)
    {
        var hlc = new { physical = _host.Time.GetUtcNow().ToUnixTimeMilliseconds(), logical = _stamps++, node_id = device };
        var operation = new { op_id = $"{device}-{title}", type = "watchlist_add", content_id = PersonalHost.Title(title), hlc };
        Assert.Equal(200, (await _host.SendAsync(_ada, "POST", "/api/v1/sync/ops", JsonSerializer.Serialize(new { device_id = device, ops = new[] { operation } }))).Status);
    }

    private async Task<List<JsonElement>> PollAsync(long since)
    {
        List<JsonElement> operations = [];
        while (true)
        {
            var page = (await _host.SendAsync(_ada, "GET", $"/api/v1/sync/state?since={since}&limit=7")).Body;
            operations.AddRange(page.GetProperty("ops").EnumerateArray());
            since = page.GetProperty("seq").GetInt64();
            if (!page.GetProperty("more").GetBoolean())
                return operations;
        }
    }
}
