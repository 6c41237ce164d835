using System.Collections.Concurrent;
using MediaGateway.ApiFrontend.Sync;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>Devices on the hub that are slower than the user's changes, or that were not told of one.</summary>
public sealed class SlowDeviceTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;
    private LiveDevice _device = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
        var userId = (await _host.SendAsync(_ada, "GET", "/api/v1/me")).Body.GetProperty("id").GetString()!;
        _device = new LiveDevice(userId, await _host.AddDeviceAsync(_ada), "connection 1");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_device_that_takes_no_message_is_cut_off_and_holds_one_message_at_most()
    {
        var (client, cutOff) = (new Client { Stuck = true }, new TaskCompletionSource());
        await OpenAsync(_device, client, cutOff.SetResult);
        for (var number = 1; number <= 25; number++)
        {
            await PutAsync(number);
        }

        await UntilAsync(() => client.Messages.Count == 1);
        _host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(cutOff.Task.IsCompleted);
        _host.Time.Advance(TimeSpan.FromSeconds(2));
        await cutOff.Task.WaitAsync(Patience, TimeProvider.System);
        Assert.Single(client.Messages);
    }

    [Fact]
    public async Task A_device_that_was_cut_off_comes_back_with_its_cursor_and_misses_nothing()
    {
        await OpenAsync(_device, new Client { Stuck = true }, static () => { });
        for (var number = 1; number <= 25; number++)
        {
            await PutAsync(number);
        }

        var client = new Client();
        await OpenAsync(_device with { ConnectionId = "connection 2" }, client, static () => { });
        await UntilAsync(() => client.Sequence.Count == 25);
        Assert.Equal(Enumerable.Range(1, 25).Select(number => (long)number), client.Sequence);
        Assert.All(client.Messages.Zip(client.Messages.Skip(1)), pair => Assert.Equal(pair.First.Seq, pair.Second.From));
    }

    [Fact]
    public async Task A_change_that_the_front_end_was_not_told_of_arrives_with_the_next_renewal()
    {
        var client = new Client();
        await OpenAsync(_device, client, static () => { });
        // The subscription is over before anything renews it.
        _host.Time.Advance(TimeSpan.FromMinutes(10));
        await PutAsync(1);
        await UntilAsync(() =>
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            return client.Sequence.Count == 1;
        });
    }

    private async Task OpenAsync(LiveDevice device, Client client, Action abort)
    {
        var opened = await _host.Live.OpenAsync(device, since: 0, logEpoch: null, client, abort, CancellationToken.None);
        Assert.Equal(OpenOutcome.Opened, opened.Outcome);
    }

    private async Task PutAsync(int number) => Assert.Equal(201, (await _host.SendAsync(_ada, "PUT", $"/api/v1/watchlist/{PersonalHost.Title(number)}")).Status);

    private sealed class Client : ISyncClient
    {
        public bool Stuck { get; init; }

        public ConcurrentQueue<OpsMessage> Messages { get; } = new();

        public IReadOnlyList<long> Sequence => [.. Messages.SelectMany(message => message.Ops).Select(effect => effect.Seq)];

        public Task Ops(OpsMessage message)
        {
            Messages.Enqueue(message);
            return Stuck ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System) : Task.CompletedTask;
        }

        public Task Presence(PresenceMessage message) => Task.CompletedTask;

        public Task Command(CommandMessage message) => Task.CompletedTask;
    }
}
