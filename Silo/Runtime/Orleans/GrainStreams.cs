using MediaGateway.Grains.Interfaces;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Internal;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Runtime.Providers;
using Orleans.Serialization;
using Orleans.Storage;

namespace MediaGateway.Silo.Runtime;

/// <summary>
/// Carries the streams of <see cref="SiloStreams"/> from silo to silo: a grain holds the queue in memory, one silo of the
/// cluster reads it and tells the subscribers. Both are elsewhere again after their silo has died, and what was in the queue
/// is lost, which a hint may be. Who has subscribed is kept with the states of grains: it must outlive every silo, because the
/// silo that reads the queue asks for it only when it has forgotten the stream.
/// </summary>
public static class GrainStreams
{
    /// <summary>All streams go through one queue: they are few, and seldom used.</summary>
    private const int Queues = 1;

    /// <summary>How often the queue is read: this is how late news is told.</summary>
    private static readonly TimeSpan ReadPeriod = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait before the queue is read, or a subscriber told, once more after it failed. The silo at fault is gone for good or soon back.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a subscriber that cannot be told is tried again. Others are told meanwhile; only the first news after a silence waits for all.</summary>
    private static readonly TimeSpan DeliveryPatience = TimeSpan.FromSeconds(10);

    /// <summary>A stream that was silent for so long is forgotten, and who has subscribed is asked for anew with the next news.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>How long news may stay in the memory of the silo that reads the queue.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    /// <summary>Adds their provider to a silo. Needs the default storage of grain states.</summary>
    public static ISiloBuilder AddSiloStreams(this ISiloBuilder silo)
    {
        silo.Services.AddGrainStorage(ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME, static (services, _) => new SubscriptionStore(
            services.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME),
            services.GetRequiredService<Serializer>(),
            services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId));
        return silo.AddMemoryStreams(SiloStreams.Provider, static streams =>
        {
            streams.ConfigurePartitioning(Queues);
            streams.ConfigurePullingAgent(static agent => agent.Configure(static options =>
            {
                options.GetQueueMsgsTimerPeriod = ReadPeriod;
                options.MaxEventDeliveryTime = DeliveryPatience;
                options.StreamInactivityPeriod = Silence;
            }));
            streams.ConfigureCacheEviction(static cache => cache.Configure(static options =>
            {
                options.DataMinTimeInCache = Memory;
                options.DataMaxAgeInCache = Memory;
                options.MetadataMinTimeInCache = 2 * Memory;
            }));
            streams.ConfigureBackoffProvider(static (_, _) => (IMessageDeliveryBackoffProvider)new ShortPause());
            streams.ConfigureBackoffProvider(static (_, _) => (IQueueReaderBackoffProvider)new ShortPause());
        });
    }

    private sealed class ShortPause() : FixedBackoff(Pause), IMessageDeliveryBackoffProvider, IQueueReaderBackoffProvider;
}
