using System.ComponentModel;
using System.Reflection;
using Orleans.CodeGeneration;

namespace EmbeddedSilo.Invocation;

/// <summary>What is known of a grain method when it is compiled. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainMethod(Type interfaceType, string interfaceName, string name, Type[] parameterTypes, InvokeMethodOptions options, bool isCancellable, string? responseTimeout)
{
    private MethodInfo? _method;

    /// <summary>The interface that declares it.</summary>
    public Type InterfaceType { get; } = interfaceType;

    /// <summary>That interface's name.</summary>
    public string InterfaceName { get; } = interfaceName;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>How it may run.</summary>
    public InvokeMethodOptions Options { get; } = options;

    /// <summary>Whether it takes a cancellation token.</summary>
    public bool IsCancellable { get; } = isCancellable;

    /// <summary>Its own time-out; null for the silo's default.</summary>
    public TimeSpan? ResponseTimeout { get; } = responseTimeout is null ? null : TimeSpan.Parse(responseTimeout, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The method by reflection, for filters.</summary>
    public MethodInfo Method => _method ??= InterfaceType.GetMethod(Name, parameterTypes) ?? throw new MissingMethodException(InterfaceName, Name);

    internal bool IsOneWay => (Options & InvokeMethodOptions.OneWay) != 0;

    internal bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    internal bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    /// <inheritdoc/>
    public override string ToString() => $"{InterfaceName}.{Name}";
}
