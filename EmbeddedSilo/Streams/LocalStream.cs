using System.Collections.Immutable;
using EmbeddedSilo.Copying;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedSilo.Streams;

/// <summary>
/// One stream. Who publishes waits for nobody: each subscriber of that moment gets a copy into a queue of its own, and all
/// get them in the same order.
/// </summary>
internal sealed class LocalStream<T>(string providerName, StreamId id, SiloRuntime silo) : IAsyncStream<T>
{
    private readonly Lock _lock = new();
    private ImmutableArray<LocalSubscription<T>> _subscriptions = [];
    private long _published;

    public string ProviderName => providerName;

    public StreamId StreamId => id;

    public SiloRuntime Silo => silo;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        if (silo.RefusalOf(RuntimeContext.Current) is { } refusal)
        {
            return Task.FromException(refusal);
        }

        try
        {
            Publish(item);
            return Task.CompletedTask;
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    public Task OnCompletedAsync() => throw new NotSupportedException("A stream of this provider does not end; publish an event that says what has ended.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("A stream of this provider carries no errors; publish an event that says what has failed.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (RuntimeContext.Current is { } grain)
        {
            throw new NotSupportedException(
                $"{grain.GrainId} cannot subscribe to stream {id}: subscribers live outside of grains. Subscribe in a hosted service, with {nameof(IClusterClient)}, and have it call the grain.");
        }

        if (silo.RefusalOf(null) is { } refusal)
        {
            return Task.FromException<StreamSubscriptionHandle<T>>(refusal);
        }

        var subscription = new LocalSubscription<T>(this, observer);
        lock (_lock)
        {
            _subscriptions = _subscriptions.Add(subscription);
        }

        return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
    }

    // Grains have none, and all that is outside of them is one client.
    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>(RuntimeContext.Current is null ? [.. _subscriptions] : []);

    public void Remove(LocalSubscription<T> subscription)
    {
        lock (_lock)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }

    private void Publish(T item)
    {
        var context = RequestContext.Current;
        lock (_lock)
        {
            // Copied before any of them has it: an event that cannot be copied reaches none.
            var copies = _subscriptions.Select(_ => Copiers.Copy(item)).ToArray();
            var token = new SequenceToken(++_published);
            for (var subscriber = 0; subscriber < copies.Length; subscriber++)
            {
                _subscriptions[subscriber].Enqueue(copies[subscriber], token, context);
            }
        }
    }
}
