using MediaGateway.Grains.Content;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Discovery;

/// <summary>
/// Loads the index at the start, and from then on looks at the store's version every few seconds, so that what other
/// silos import is found here too. While the database is down it tries again, ever more seldom.
/// </summary>
internal sealed partial class CatalogueWatch(
    CatalogueIndex index,
    CatalogueChanges changes,
    ICatalogueStore store,
    TimeProvider time,
    ILogger<CatalogueWatch> logger) : BackgroundService
{
    /// <summary>How often the version is looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait after a failure: a silo is not ready before the catalogue was read, so it must not sleep through the database's return.</summary>
    public static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                failures = 0;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever the store threw, a watch that ends would leave the silo blind for good.
                LogFailed(logger, fault.Message, ++failures);
            }

            try
            {
                await Task.Delay(failures == 0 ? Interval : RetryAfter(failures), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>How long to wait after so many failures in a row.</summary>
    internal static TimeSpan RetryAfter(int failures)
    {
        var doubled = FirstRetry * Math.Pow(2, Math.Min(failures, 30) - 1);
        return doubled < LastRetry ? doubled : LastRetry;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!index.IsLoaded) await index.CatchUpAsync(cancellationToken);
        var version = await store.GetVersionAsync(cancellationToken);
        if (version > index.Version || version > changes.Version) await changes.AnnounceAsync(version, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue cannot be read ({Reason}); attempt {Failures} failed, another follows")]
    private static partial void LogFailed(ILogger logger, string reason, int failures);
}
