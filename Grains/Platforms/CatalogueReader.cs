using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Platforms;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaGateway.Grains.Platforms;

/// <summary>Tells grains at the start what is to be done by and by: which platforms' catalogues are to be kept in step, and that nothing is kept for too long. They remember it themselves.</summary>
internal sealed partial class CatalogueReader(
    IGrainFactory grains, IOptions<PlatformOptions> options, IHostApplicationLifetime host, TimeProvider time, ILogger<CatalogueReader> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the host, because a silo takes calls only then, and for the database.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await TellAsync("catalogue keeping", token => grains.GetGrain<ICatalogueKeepingGrain>(ICatalogueKeepingGrain.Key).StartAsync(token), stoppingToken);
        foreach (var platform in options.Value.Catalogues.Select(catalogue => catalogue.Split(':')).GroupBy(parts => parts[0], parts => parts[1], StringComparer.Ordinal))
        {
            await TellAsync(platform.Key, token => grains.GetGrain<IPlatformGrain>(platform.Key).KeepInStepAsync([.. platform], token), stoppingToken);
        }
    }

    private async Task TellAsync(string whom, Func<CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await tell(cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is StorageUnavailableException or OrleansException or TimeoutException)
            {
                LogNotTold(logger, whom, failure.Message);
            }

            await Task.Delay(Retry, time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Whom} could not be told what to do ({Reason}); it is tried again")]
    private static partial void LogNotTold(ILogger logger, string whom, string reason);
}
