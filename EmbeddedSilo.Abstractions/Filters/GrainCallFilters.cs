using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call as filters see it.</summary>
public interface IGrainCallContext
{
    /// <summary>The grain object (incoming) or the reference (outgoing).</summary>
    object Grain { get; }

    /// <summary>The interface's method.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The interface's name.</summary>
    string InterfaceName { get; }

    /// <summary>The interface's identity.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The method's name.</summary>
    string MethodName { get; }

    /// <summary>The call and its arguments.</summary>
    IInvokable Request { get; }

    /// <summary>What the call returned; known after <see cref="Invoke"/>, and may be replaced.</summary>
    object? Result { get; set; }

    /// <summary>The grain that calls; null when it is none.</summary>
    GrainId? SourceId { get; }

    /// <summary>The grain that is called.</summary>
    GrainId TargetId { get; }

    /// <summary>Goes on with the next filter, or the call.</summary>
    Task Invoke();
}

/// <summary>A call on the side of the grain that is called.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The class's method.</summary>
    MethodInfo ImplementationMethod { get; }

    /// <summary>The activation that is called.</summary>
    IGrainContext TargetContext { get; }
}

/// <summary>A call on the side of the caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that calls; null outside of grains.</summary>
    IGrainContext? SourceContext { get; }
}

/// <summary>Runs around every call that a grain receives; a grain class may be one for itself.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs around one call.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Runs around every call that is sent.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Runs around one call.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

/// <summary>An incoming filter as a function.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>An outgoing filter as a function.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
