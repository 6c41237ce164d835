namespace EmbeddedSilo.Invocation;

/// <summary>What runs calls.</summary>
internal interface ICallHost
{
    /// <summary>The asynchronous part of a call has ended. Comes on any thread.</summary>
    void CallEnded(GrainCall call);

    /// <summary>Runs an action in a turn of the host, or anywhere when the host is gone.</summary>
    void Post(Action action);
}

/// <summary>The filters around a call on the side that is called.</summary>
internal interface ICallFilters
{
    Task<object?> InvokeAsync(GrainCall call, object target);
}

/// <summary>The filters around a call on the side of the caller.</summary>
internal interface IOutgoingCallFilters
{
    Task<object?> InvokeAsync(Orleans.Runtime.GrainReference reference, GrainCall call, CancellationToken cancellationToken);
}
