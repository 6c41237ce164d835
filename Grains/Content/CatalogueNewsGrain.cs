using MediaGateway.Grains.Interfaces.Content;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Content;

/// <summary>Passes on, from the silo that imports to all that there are, that the catalogue has changed. It remembers nothing else.</summary>
public sealed partial class CatalogueNewsGrain(TimeProvider time, ILogger<CatalogueNewsGrain> logger) : Grain, ICatalogueNewsGrain
{
    /// <summary>How long a subscription holds without renewal.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, (ICatalogueObserver Observer, DateTimeOffset RenewedAt)> _subscriptions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task SubscribeAsync(string subscriberId, ICatalogueObserver observer, CancellationToken cancellationToken)
    {
        _subscriptions[subscriberId] = (observer, time.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task UnsubscribeAsync(string subscriberId, CancellationToken cancellationToken)
    {
        _subscriptions.Remove(subscriberId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AnnounceAsync(long version, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var (subscriberId, (observer, renewedAt)) in _subscriptions)
        {
            if (now - renewedAt >= Expiry)
            {
                _subscriptions.Remove(subscriberId);
            }
            else
            {
                _ = TellAsync(subscriberId, observer, version);
            }
        }

        return Task.CompletedTask;
    }

    private async Task TellAsync(string subscriberId, ICatalogueObserver observer, long version)
    {
        try
        {
            await observer.OnChangedAsync(version);
        }
        catch (Exception failure)
        {
            LogGone(logger, subscriberId, failure);
            _subscriptions.Remove(subscriberId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {SubscriberId} cannot be told of the catalogue; it is forgotten until it renews")]
    private static partial void LogGone(ILogger logger, string subscriberId, Exception failure);
}
