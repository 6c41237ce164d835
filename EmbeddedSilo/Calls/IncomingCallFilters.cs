using System.Reflection;
using EmbeddedSilo.Activations;
using EmbeddedSilo.Invocation;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedSilo.Calls;

/// <summary>One call on its way through the filters of the silo, then the grain's own, to the method.</summary>
internal sealed class IncomingCallFilters(SiloRuntime silo, Activation activation, bool filtersItself) : ICallFilters, IIncomingGrainCallContext
{
    private GrainCall _call = null!;
    private int _next;

    public object Grain => _call.Target!;

    public MethodInfo InterfaceMethod => _call.Method.Method;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = activation.GrainKind.Class.GetInterfaceMap(_call.Method.InterfaceType);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public string InterfaceName => _call.Method.InterfaceName;

    public GrainInterfaceType InterfaceType => ReferenceDirectory.PartOf(_call.Method.InterfaceType).Name;

    public string MethodName => _call.Method.Name;

    public IInvokable Request => _call;

    public object? Result { get; set; }

    public GrainId? SourceId => _call.Source?.GrainId;

    public GrainId TargetId => activation.GrainId;

    public IGrainContext TargetContext => activation;

    public async Task<object?> InvokeAsync(GrainCall call, object target)
    {
        _call = call;
        await Invoke();
        return Result;
    }

    public async Task Invoke()
    {
        var position = _next++;
        if (position < silo.IncomingFilters.Length)
        {
            await silo.IncomingFilters[position].Invoke(this);
        }
        else if (position == silo.IncomingFilters.Length && filtersItself)
        {
            await ((IIncomingGrainCallFilter)Grain).Invoke(this);
        }
        else
        {
            Result = await _call.InvokeBoxedAsync(Grain);
        }

        _next = position;
    }
}
