using System.Collections.Concurrent;
using EmbeddedSilo.Calls;
using EmbeddedSilo.Invocation;
using EmbeddedSilo.Parts;
using Orleans.Runtime;

namespace EmbeddedSilo.Observers;

/// <summary>The local objects that grains can call. They are held weakly, as their owners are told to keep them.</summary>
internal sealed class ObserverDirectory(SiloRuntime silo)
{
    public static readonly GrainType GrainType = GrainType.Create("sys.client.observer");

    private readonly ConcurrentDictionary<string, ObserverHost> _hosts = new(StringComparer.Ordinal);

    public SiloRuntime Silo => silo;

    public object Add(Type interfaceType, IGrainObserver observer)
    {
        if (observer is GrainReference)
        {
            throw new ArgumentException("This is a reference already.", nameof(observer));
        }

        Sweep();
        var key = Guid.NewGuid().ToString("N");
        _hosts[key] = new ObserverHost(silo, new GrainId(GrainType, IdSpan.Create(key)), observer);
        return Make(interfaceType, IdSpan.Create(key));
    }

    public void Remove(IGrainObserver reference)
    {
        if (reference is not GrainReference observer)
        {
            throw new ArgumentException("Pass the reference that CreateObjectReference returned.", nameof(reference));
        }

        _hosts.TryRemove(observer.Key.Text, out _);
    }

    public object Make(Type interfaceType, IdSpan key) => new ObserverReference(this, ReferenceDirectory.PartOf(interfaceType)).Make(key);

    public ObserverHost? Find(IdSpan key) => _hosts.GetValueOrDefault(key.Text);

    // Whoever forgets DeleteObjectReference leaves only an entry, and not for ever.
    private void Sweep()
    {
        foreach (var host in _hosts)
        {
            if (!host.Value.IsAlive)
            {
                _hosts.TryRemove(host);
            }
        }
    }

    private sealed class ObserverReference(ObserverDirectory directory, GrainInterfacePart part) : GrainReferenceShared(ObserverDirectory.GrainType, part.Name)
    {
        internal override IOutgoingCallFilters? OutgoingFilters { get; } = OutgoingCallFilters.OrNone(directory.Silo);

        public object Make(IdSpan key) => part.MakeProxy(this, key);

        internal override object Cast(IdSpan key, Type interfaceType) => directory.Make(interfaceType, key);

        internal override void Send(GrainReference reference, GrainCall call, CancellationToken cancellationToken)
        {
            if (!directory.Silo.Admit(call, cancellationToken))
            {
                return;
            }

            if (directory.Find(reference.Key) is { } host)
            {
                host.Enqueue(call);
            }
            else
            {
                call.TryFail(new ClientNotAvailableException(reference.GrainId));
            }
        }
    }
}
