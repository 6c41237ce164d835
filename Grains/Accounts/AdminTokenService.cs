using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaGateway.Grains.Accounts;

/// <summary>
/// Makes sure of the admin token once the gateway has started, and tries until the database lets it: the configured one,
/// else that in the file of a single node. Until then the gateway is not ready: who waited for that may use the token.
/// </summary>
internal sealed partial class AdminTokenService(
    string? dataDirectory,
    IOptions<AdminTokenOptions> options,
    IGrainFactory grains,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<AdminTokenService> logger) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private volatile bool _isAccepted;

    /// <summary>Healthy once the token is accepted.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isAccepted
            ? HealthCheckResult.Healthy("The admin token is accepted.")
            : new HealthCheckResult(context.Registration.FailureStatus, "The admin token is being made sure of."));

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
                await EnsureAsync(stoppingToken);
                _isAccepted = true;
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
                await Task.Delay(RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AdminToken is { Length: > 0 } configured)
        {
            await grains.GetGrain<IAdminTokenGrain>(IAdminTokenGrain.Key).ReplaceAsync(OpaqueToken.Hash(configured), cancellationToken);
        }
        else if (dataDirectory is not null && await AdminTokenFile.EnsureAsync(dataDirectory, grains, cancellationToken))
        {
            LogWritten(AdminTokenFile.FileName, dataDirectory);
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
