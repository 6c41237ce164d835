using System.Threading.Channels;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace MediaGateway.Grains.Content;

/// <summary>
/// Hears, for this silo, what others announce of the catalogue, and passes it to the followers here. It follows at its own
/// pace: what is announced while the followers still read is one more step, however often it was announced.
/// </summary>
internal sealed partial class CatalogueListener(
    IClusterClient client,
    CatalogueChanges changes,
    CatalogueTelemetry telemetry,
    IHostApplicationLifetime host,
    TimeProvider time,
    ILogger<CatalogueListener> logger) : BackgroundService, IAsyncObserver<CatalogueChanged>
{
    /// <summary>How often is looked whether the subscription is still there, and subscribed again where it is not.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    /// <summary>How long a silo that stops takes to say that it listens no more. Who forgets to is found out when it is told something.</summary>
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private StreamSubscriptionHandle<CatalogueChanged>? _subscription;
    private long _told;

    /// <summary>The newest version that was heard of.</summary>
    public long Told => Volatile.Read(ref _told);

    /// <inheritdoc/>
    public Task OnNextAsync(CatalogueChanged item, StreamSequenceToken? token = null)
    {
        telemetry.Heard();
        // Events come one after the other, and one that is told late is older than what is known.
        if (item.Version > Told)
        {
            Volatile.Write(ref _told, item.Version);
            _news.Writer.TryWrite(true);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex)
    {
        // What was lost is found when the version is next looked at.
        LogMissed(logger, ex.Message);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_subscription is not { } subscription) return;
        try
        {
            await subscription.UnsubscribeAsync().WaitAsync(FarewellLimit, time, cancellationToken);
        }
        catch (Exception fault)
        {
            LogLeftBehind(logger, fault.Message);
        }
    }

    /// <summary>Waits for the host, because a silo takes calls only then.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            await Task.WhenAll(KeepSubscribedAsync(stoppingToken), FollowAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _news.Reader.ReadAllAsync(cancellationToken))
        {
            var version = Told;
            if (version > changes.Version) await changes.AnnounceAsync(version, cancellationToken);
        }
    }

    private async Task KeepSubscribedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await RenewAsync(SiloStreams.Catalogue(client.GetStreamProvider(SiloStreams.Provider)), cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // Until it works again the version in the database is looked at all the same.
                LogDeaf(logger, fault.Message);
            }

            await Task.Delay(RenewEvery, time, cancellationToken);
        }
    }

    private async Task RenewAsync(IAsyncStream<CatalogueChanged> stream, CancellationToken cancellationToken)
    {
        var known = await stream.GetAllSubscriptionHandles().WaitAsync(cancellationToken);
        foreach (var stray in known.Where(handle => handle.HandleId != _subscription?.HandleId))
        {
            // It was made, but the answer was lost: what comes by it nobody here takes.
            await stray.UnsubscribeAsync().WaitAsync(cancellationToken);
        }

        if (_subscription is { } own && known.All(handle => handle.HandleId != own.HandleId))
        {
            LogForgotten(logger);
            _subscription = null;
            await own.UnsubscribeAsync().WaitAsync(cancellationToken);
        }

        _subscription ??= await stream.SubscribeAsync(this).WaitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "News of the catalogue cannot be subscribed to ({Reason}); trying again")]
    private static partial void LogDeaf(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The subscription to news of the catalogue is gone; subscribing again")]
    private static partial void LogForgotten(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "News of the catalogue could not be told here ({Reason}); it is looked for")]
    private static partial void LogMissed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The subscription to news of the catalogue could not be ended ({Reason}); it is removed with the next news")]
    private static partial void LogLeftBehind(ILogger logger, string reason);
}
