using EmbeddedSilo.Scheduling;
using Orleans.Runtime;
using Orleans.Streams;

namespace EmbeddedSilo.Streams;

/// <summary>Tells one subscriber, one event after the other, on the silo's scheduler. What it throws stays with it.</summary>
internal sealed class LocalSubscription<T> : StreamSubscriptionHandle<T>, IThreadPoolWorkItem
{
    /// <summary>How many events may wait for a subscriber; those beyond it misses.</summary>
    public const int QueueLimit = SerialQueue<Event>.Limit;

    private readonly LocalStream<T> _stream;
    private readonly IAsyncObserver<T> _observer;
    private readonly SerialQueue<Event> _waiting;
    private volatile bool _isOver;

    public LocalSubscription(LocalStream<T> stream, IAsyncObserver<T> observer)
    {
        _stream = stream;
        _observer = observer;
        _waiting = new(stream.Silo, this);
    }

    public override StreamId StreamId => _stream.StreamId;

    public override string ProviderName => _stream.ProviderName;

    public override Guid HandleId { get; } = Guid.NewGuid();

    public override Task UnsubscribeAsync()
    {
        _isOver = true;
        _stream.Remove(this);
        return Task.CompletedTask;
    }

    public void Enqueue(T item, StreamSequenceToken token, RequestContextData? context)
    {
        if (!_waiting.TryAdd(new Event(item, token, context)))
        {
            SiloLog.EventMissed(_stream.Silo.Logger, _stream.StreamId, QueueLimit);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (_waiting.TryTake(out var next))
        {
            if (_isOver)
            {
                continue;
            }

            RequestContext.Current = next.Context;
            var told = TellAsync(next);
            if (!told.IsCompleted)
            {
                told.GetAwaiter().UnsafeOnCompleted(_waiting.Continue);
                return;
            }
        }
    }

    private async Task TellAsync(Event next)
    {
        try
        {
            await _observer.OnNextAsync(next.Item, next.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            SiloLog.SubscriberFailed(_stream.Silo.Logger, failure, _stream.StreamId);
        }
    }

    private readonly record struct Event(T Item, StreamSequenceToken Token, RequestContextData? Context);
}
