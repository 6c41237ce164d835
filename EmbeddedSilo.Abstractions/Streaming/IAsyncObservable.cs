namespace Orleans.Streams;

/// <summary>Something that can be subscribed to.</summary>
/// <typeparam name="T">What is told.</typeparam>
public interface IAsyncObservable<T>
{
    /// <summary>Has <paramref name="observer"/> told of all that is published from now on, until it is unsubscribed.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}
