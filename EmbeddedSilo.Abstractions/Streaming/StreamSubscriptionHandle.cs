using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A subscription, in the hands of who made it.</summary>
/// <typeparam name="T">What is told.</typeparam>
public abstract class StreamSubscriptionHandle<T>
{
    /// <summary>What is subscribed to.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The name of the stream's provider.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Tells this subscription from all others.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends it: what is published from now on its observer is not told.</summary>
    public abstract Task UnsubscribeAsync();
}
