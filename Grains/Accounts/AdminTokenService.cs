using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Accounts;

/// <summary>Writes the admin token once the gateway has started, and tries until the database lets it.</summary>
internal sealed partial class AdminTokenService(
    string dataDirectory,
    IGrainFactory grains,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<AdminTokenService> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await HasStartedAsync(stoppingToken))
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await AdminTokenFile.EnsureAsync(dataDirectory, grains, stoppingToken))
                {
                    LogWritten(AdminTokenFile.FileName, dataDirectory);
                }

                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
                await Task.Delay(RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> HasStartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(() => started.TrySetResult(true));
        await using var onStop = stoppingToken.Register(() => started.TrySetResult(false));
        return await started.Task;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Wrote a new admin token to {File} in {Directory}.")]
    private partial void LogWritten(string file, string directory);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The admin token could not be made sure of; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
