using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>Renews, as long as the process runs, what holds only for a while: subscriptions and leases of connections.</summary>
internal sealed class LiveRenewal(LiveConnections connections, IOptions<LiveOptions> options, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await connections.RenewAllAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what was not renewed ends by itself.
        }
    }
}
