using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedSilo.Streams;

/// <summary>The streams of this process, by their names. Nothing of them is kept: who has not subscribed yet hears nothing of what was before.</summary>
internal sealed class LocalStreamProvider(string name, SiloRuntime silo) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, IAsyncStream> _streams = new();

    public string Name => name;

    public IAsyncStream<T> GetStream<T>(StreamId streamId)
    {
        var stream = _streams.GetOrAdd(streamId, id => new LocalStream<T>(name, id, silo));
        return stream as IAsyncStream<T>
            ?? throw new OrleansException($"Stream {streamId} of '{name}' is one of {stream.GetType().GetGenericArguments()[0]}; it cannot be one of {typeof(T)} as well.");
    }
}
