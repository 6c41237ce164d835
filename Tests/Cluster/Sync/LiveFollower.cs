using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Grains.Interfaces.Users;
using MediaGateway.Tests.EndToEnd;
using MediaGateway.Tests.Simulation;

namespace MediaGateway.Tests.Cluster.Sync;

/// <summary>A device that is told of everything over the hub, and asks only where a stretch does not begin at what it has.</summary>
internal sealed class LiveFollower(SimulatedDevice device, NodeClient client) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _ended = new();
    private Task _following = Task.CompletedTask;

    /// <summary>The device.</summary>
    public SimulatedDevice Device => device;

    /// <summary>How often it had to ask.</summary>
    public int Gaps { get; private set; }

    /// <summary>Connects and begins to listen.</summary>
    public async Task StartAsync()
    {
        while (device.Replica.Epoch is null) await device.SyncAsync();
        await client.SendAsync($"connect {device.Replica.Seq} {device.Replica.Epoch}", "connected");
        _following = Task.Run(FollowAsync);
    }

    /// <summary>Waits until it has been told of everything up to a number.</summary>
    public async Task HearUpToAsync(long seq)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (device.Replica.Seq < seq && !_following.IsFaulted) await pause.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new InvariantException($"{device.Id} was told of {device.Replica.Seq} of {seq} only.");
        }

        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await client.DisposeAsync();
        _ended.Dispose();
    }

    private async Task EndAsync()
    {
        await _ended.CancelAsync();
        await _following;
    }

    private async Task FollowAsync()
    {
        await foreach (var batch in client.ReadAllAsync("ops", _ended.Token))
        {
            var (from, epoch, seq) = (batch.GetProperty("from").GetInt64(), batch.Text("log_epoch"), batch.GetProperty("seq").GetInt64());
            while (!device.Hear(new SyncHead(from, epoch), [.. batch.Items("ops").Select(EffectJson.Read)], seq))
            {
                Gaps++;
                await device.SyncAsync();
            }
        }
    }
}
