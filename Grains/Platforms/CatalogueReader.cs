using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Platforms;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaGateway.Grains.Platforms;

/// <summary>Tells platforms at the start which of their catalogues are to be kept in step. They remember it themselves.</summary>
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
        foreach (var platform in options.Value.Catalogues.Select(catalogue => catalogue.Split(':')).GroupBy(parts => parts[0], parts => parts[1], StringComparer.Ordinal))
        {
            while (!await TellAsync(platform.Key, [.. platform], stoppingToken)) await Task.Delay(Retry, time, stoppingToken);
        }
    }

    private async Task<bool> TellAsync(string platform, string[] regions, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IPlatformGrain>(platform).KeepInStepAsync(regions, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is StorageUnavailableException or OrleansException or TimeoutException)
        {
            LogNotTold(logger, platform, failure.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Platform {Platform} could not be told which catalogues to read ({Reason}); it is tried again")]
    private static partial void LogNotTold(ILogger logger, string platform, string reason);
}
