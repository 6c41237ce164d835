namespace Orleans.Streams;

/// <summary>Something that is told one event after the other.</summary>
/// <typeparam name="T">What it is told.</typeparam>
public interface IAsyncObserver<in T>
{
    /// <summary>The next event. The one after it comes when the result has completed.</summary>
    /// <param name="item">The event.</param>
    /// <param name="token">Where in the stream it is; whoever publishes leaves it out.</param>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>Nothing more will come.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>Something was lost or could not be told.</summary>
    Task OnErrorAsync(Exception ex);
}
