using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives streams: anybody publishes to one by its name, and whoever has subscribed to it hears what is published.</summary>
public interface IStreamProvider
{
    /// <summary>The name that the provider is registered under.</summary>
    string Name { get; }

    /// <summary>A stream by its name; it is there as soon as it is asked for.</summary>
    /// <typeparam name="T">What is published: one type for each stream.</typeparam>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
