using Orleans.Runtime;
using Orleans.Streams;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>A grain that publishes to the stream that is named as it is.</summary>
public interface IStreamProbeGrain : IGrainWithStringKey
{
    Task PublishAsync(Parcel parcel);

    Task PublishAllAsync(int count);

    Task SubscribeAsync();
}

public sealed class StreamProbeGrain : Grain, IStreamProbeGrain
{
    /// <summary>The name of the provider that the streams are asked of.</summary>
    public const string Provider = "probes";

    public static StreamId IdOf(string name) => StreamId.Create("probe", name);

    public Task PublishAsync(Parcel parcel) => Stream.OnNextAsync(parcel);

    public async Task PublishAllAsync(int count)
    {
        for (var number = 1; number <= count; number++) await Stream.OnNextAsync(new Parcel { Items = [$"{number}"] });
    }

    public Task SubscribeAsync() => Stream.SubscribeAsync(new StreamListener());

    private IAsyncStream<Parcel> Stream => this.GetStreamProvider(Provider).GetStream<Parcel>(IdOf(this.GetPrimaryKeyString()));
}

/// <summary>Hears what is published, outside of grains.</summary>
public sealed class StreamListener : IAsyncObserver<Parcel>
{
    private readonly Lock _lock = new();
    private readonly List<string> _heard = [];
    private readonly List<StreamSequenceToken?> _places = [];

    /// <summary>What it has heard, in the order in which it came.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_lock) return [.. _heard];
        }
    }

    /// <summary>Where in the stream that was.</summary>
    public IReadOnlyList<StreamSequenceToken?> Places
    {
        get
        {
            lock (_lock) return [.. _places];
        }
    }

    /// <summary>What it does with a parcel before it is done with it.</summary>
    public Func<Parcel, Task> Treat { get; init; } = static _ => Task.CompletedTask;

    public async Task OnNextAsync(Parcel item, StreamSequenceToken? token = null)
    {
        lock (_lock)
        {
            _heard.Add(string.Join(' ', item.Items));
            _places.Add(token);
        }

        await Treat(item);
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
