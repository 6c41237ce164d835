using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A stream: what is passed to it as to an observer, its subscribers are told.</summary>
/// <typeparam name="T">What is published.</typeparam>
public interface IAsyncStream<T> : IAsyncStream, IAsyncObservable<T>, IAsyncObserver<T>
{
    /// <summary>The subscriptions that the caller has on this stream.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>A stream, whatever is published on it.</summary>
public interface IAsyncStream
{
    /// <summary>The name of its provider.</summary>
    string ProviderName { get; }

    /// <summary>Its name within the provider.</summary>
    StreamId StreamId { get; }
}
