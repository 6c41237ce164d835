using MediaGateway.ApiFrontend.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>
/// Renews, as long as the process runs, what holds only for a while: subscriptions and leases of connections. What could
/// not be renewed is tried again soon, as it is when a silo has died with the grains of some users; what is known to have
/// moved is renewed at once.
/// </summary>
internal sealed class LiveRenewal(LiveConnections connections, DueRenewals due, IOptions<LiveOptions> options, FrontendTelemetry telemetry, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        telemetry.Watch(connections);
        var everythingAt = time.GetTimestamp();
        var failed = false;
        try
        {
            while (true)
            {
                var left = options.Value.RenewEvery - time.GetElapsedTime(everythingAt);
                var pause = failed && options.Value.ReadRetry < left ? options.Value.ReadRetry : left;
                if (left > TimeSpan.Zero)
                    await due.WaitAsync(pause, stoppingToken);
                if (time.GetElapsedTime(everythingAt) >= options.Value.RenewEvery)
                {
                    due.RenewSoon();
                    everythingAt = time.GetTimestamp();
                }

                var again = await connections.RenewAsync(due.Take(connections.Feeds), stoppingToken);
                due.Keep(again);
                failed = again.Count > 0;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what was not renewed ends by itself.
        }
    }
}
