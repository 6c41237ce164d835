using System.ComponentModel;

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

    internal abstract object Cast(IdSpan key, Type interfaceType);
}
