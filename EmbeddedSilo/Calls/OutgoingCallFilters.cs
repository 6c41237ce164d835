using System.Reflection;
using EmbeddedSilo.Invocation;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedSilo.Calls;

/// <summary>Sends calls through the filters of the silo.</summary>
internal sealed class OutgoingCallFilters : IOutgoingCallFilters
{
    private readonly IOutgoingGrainCallFilter[] _filters;

    private OutgoingCallFilters(IOutgoingGrainCallFilter[] filters) => _filters = filters;

    public static OutgoingCallFilters? OrNone(SiloRuntime silo) => silo.OutgoingFilters.Length == 0 ? null : new(silo.OutgoingFilters);

    public async Task<object?> InvokeAsync(GrainReference reference, GrainCall call, CancellationToken cancellationToken)
    {
        var context = new Context(_filters, reference, call, cancellationToken);
        await context.Invoke();
        return context.Result;
    }

    private sealed class Context(IOutgoingGrainCallFilter[] filters, GrainReference reference, GrainCall call, CancellationToken cancellationToken) : IOutgoingGrainCallContext
    {
        private int _next;

        public object Grain => reference;

        public MethodInfo InterfaceMethod => call.Method.Method;

        public string InterfaceName => call.Method.InterfaceName;

        public GrainInterfaceType InterfaceType => reference.InterfaceType;

        public string MethodName => call.Method.Name;

        public IInvokable Request => call;

        public object? Result { get; set; }

        public IGrainContext? SourceContext { get; } = RuntimeContext.Current;

        public GrainId? SourceId => SourceContext?.GrainId;

        public GrainId TargetId => reference.GrainId;

        public async Task Invoke()
        {
            var position = _next++;
            if (position < filters.Length)
            {
                await filters[position].Invoke(this);
            }
            else
            {
                reference.Shared.Send(reference, call, cancellationToken);
                Result = await call.WaitBoxedAsync();
            }

            _next = position;
        }
    }
}
