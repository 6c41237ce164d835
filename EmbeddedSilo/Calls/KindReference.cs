using EmbeddedSilo.Activations;
using EmbeddedSilo.Invocation;
using EmbeddedSilo.Parts;
using Orleans.Runtime;

namespace EmbeddedSilo.Calls;

/// <summary>What the references to grains of one class through one interface share.</summary>
internal sealed class KindReference(GrainKind kind, GrainInterfacePart part) : GrainReferenceShared(kind.GrainType, part.Name)
{
    internal override IOutgoingCallFilters? OutgoingFilters { get; } = OutgoingCallFilters.OrNone(kind.Silo);

    public object Make(IdSpan key) => part.MakeProxy(this, key);

    internal override object Cast(IdSpan key, Type interfaceType) => kind.Silo.References.Make(kind, interfaceType, key);

    internal override void Send(GrainReference reference, GrainCall call, CancellationToken cancellationToken)
    {
        if (kind.Silo.Admit(call, cancellationToken))
        {
            kind.Dispatch(reference.Key, call);
        }
    }
}
