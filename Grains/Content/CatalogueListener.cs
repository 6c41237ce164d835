using MediaGateway.Grains.Interfaces.Content;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content;

/// <summary>Hears, for this silo, what others announce of the catalogue, and passes it to the followers here.</summary>
internal sealed partial class CatalogueListener(
    IGrainFactory grains,
    CatalogueChanges changes,
    IHostApplicationLifetime host,
    TimeProvider time,
    ILogger<CatalogueListener> logger) : BackgroundService, ICatalogueObserver
{
    /// <summary>How often the subscription is renewed: a third of the time for which it holds.</summary>
    public static readonly TimeSpan RenewEvery = CatalogueNewsGrain.Expiry / 3;

    private readonly string _id = Guid.CreateVersion7().ToString();

    private ICatalogueNewsGrain News => grains.GetGrain<ICatalogueNewsGrain>(ICatalogueNewsGrain.Key);

    /// <inheritdoc/>
    public Task OnChangedAsync(long version) =>
        version > changes.Version ? changes.AnnounceAsync(version, CancellationToken.None) : Task.CompletedTask;

    /// <summary>Waits for the host, because a silo takes calls only then.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.ApplicationStarted.Register(started.SetResult);
        ICatalogueObserver? reference = null;
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            reference = grains.CreateObjectReference<ICatalogueObserver>(this);
            while (true)
            {
                await RenewAsync(reference, stoppingToken);
                await Task.Delay(RenewEvery, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; its subscription ends by itself.
        }
        finally
        {
            if (reference is not null) grains.DeleteObjectReference<ICatalogueObserver>(reference);
        }
    }

    private async Task RenewAsync(ICatalogueObserver reference, CancellationToken cancellationToken)
    {
        try
        {
            await News.SubscribeAsync(_id, reference, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Until it works again the version in the database is looked at all the same.
            LogDeaf(logger, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "News of the catalogue cannot be subscribed to ({Reason}); trying again")]
    private static partial void LogDeaf(ILogger logger, string reason);
}
