using System.ComponentModel;
using EmbeddedSilo.Invocation;

namespace Orleans.Runtime;

/// <summary>A name by which a grain can be called, from anywhere in the process. References with the same identity and interface are equal.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    /// <summary>For generated proxies.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        Shared = shared;
        Key = key;
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId => new(Shared.GrainType, Key);

    /// <summary>The interface the grain is seen through.</summary>
    public GrainInterfaceType InterfaceType => Shared.InterfaceType;

    /// <summary>The name of that interface.</summary>
    public virtual string InterfaceName => Shared.InterfaceType.ToString();

    internal GrainReferenceShared Shared { get; }

    internal IdSpan Key { get; }

    /// <summary>The same grain, seen through another of its interfaces.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable => CastTo<TGrainInterface>();

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && Key == other.Key && Shared.GrainType == other.Shared.GrainType && InterfaceType == other.InterfaceType;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    /// <summary>Sends a call and gives the task of its answer. For generated proxies.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TResult> SendAsync<TResult>(GrainCall<TResult> call, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        var answer = call.Expect();
        if (Shared.OutgoingFilters is { } filters)
        {
            return FilteredAsync(filters, call, cancellationToken);
        }

        Shared.Send(this, call, cancellationToken);
        return answer;

        async Task<TResult> FilteredAsync(IOutgoingCallFilters filters, GrainCall<TResult> call, CancellationToken cancellationToken) =>
            (TResult)(await filters.InvokeAsync(this, call, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Sends a call and gives the task of its end. For generated proxies.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task SendAsync(VoidGrainCall call, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var answer = call.Expect();
        if (Shared.OutgoingFilters is { } filters)
        {
            return filters.InvokeAsync(this, call, cancellationToken);
        }

        Shared.Send(this, call, cancellationToken);
        return answer;
    }

    /// <summary>Sends a call that nobody waits for. For generated proxies.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void SendOneWay(GrainCall call) => Shared.Send(this, call, default);

    internal TInterface CastTo<TInterface>() => this is TInterface same ? same : (TInterface)Shared.Cast(Key, typeof(TInterface));

    /// <summary>Same grain and interface.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Another grain or interface.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}

/// <summary>What the references to one type of grain through one interface have in common.</summary>
public abstract class GrainReferenceShared
{
    internal GrainReferenceShared(GrainType grainType, GrainInterfaceType interfaceType)
    {
        GrainType = grainType;
        InterfaceType = interfaceType;
    }

    /// <summary>The type of the grains.</summary>
    public GrainType GrainType { get; }

    /// <summary>The interface.</summary>
    public GrainInterfaceType InterfaceType { get; }

    /// <summary>The filters around outgoing calls; null where there are none.</summary>
    internal abstract IOutgoingCallFilters? OutgoingFilters { get; }

    internal abstract object Cast(IdSpan key, Type interfaceType);

    /// <summary>Queues a call at its grain, or answers it with a failure.</summary>
    internal abstract void Send(GrainReference reference, GrainCall call, CancellationToken cancellationToken);
}
