using System.Collections.Concurrent;
using EmbeddedSilo.Activations;
using EmbeddedSilo.Parts;
using Orleans.Runtime;

namespace EmbeddedSilo.Calls;

/// <summary>Makes references to grains, and knows which class serves an interface.</summary>
internal sealed class ReferenceDirectory(SiloRuntime silo)
{
    private readonly ConcurrentDictionary<Type, KindReference> _byInterface = new();
    private readonly ConcurrentDictionary<(GrainKind Kind, Type Interface), KindReference> _byKind = new();

    /// <summary>A reference through an interface that one class serves.</summary>
    public object Make(Type interfaceType, IdSpan key, string? classNamePrefix)
    {
        if (string.IsNullOrEmpty(classNamePrefix))
        {
            return _byInterface.GetOrAdd(interfaceType, static (type, self) => self.Resolve(type, null), this).Make(key);
        }

        return Resolve(interfaceType, classNamePrefix).Make(key);
    }

    /// <summary>A reference to a grain of a known class.</summary>
    public object Make(GrainKind kind, Type interfaceType, IdSpan key) =>
        _byKind.GetOrAdd((kind, interfaceType), static pair => Bind(pair.Kind, pair.Interface)).Make(key);

    /// <summary>A reference to a grain through any of its interfaces.</summary>
    public GrainReference Of(GrainKind kind, IdSpan key)
    {
        var interfaceType = kind.Class.GetInterfaces().FirstOrDefault(static candidate => typeof(IGrain).IsAssignableFrom(candidate) && GrainParts.FindInterface(candidate) is not null)
            ?? throw new ArgumentException($"{kind.Class} has no grain interface.", nameof(kind));
        return (GrainReference)Make(kind, interfaceType, key);
    }

    private KindReference Resolve(Type interfaceType, string? prefix)
    {
        var kinds = silo.Kinds.Where(kind => interfaceType.IsAssignableFrom(kind.Class)
            && (prefix is null || kind.Class.FullName!.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        var kind = kinds switch
        {
            [var single] => single,
            [] => throw new ArgumentException($"No grain class implements {interfaceType}.", nameof(interfaceType)),
            _ => kinds.SingleOrDefault(candidate => "I" + candidate.Class.Name == interfaceType.Name)
                ?? throw new ArgumentException($"Several grain classes implement {interfaceType}: {string.Join(", ", kinds.Select(static candidate => candidate.Class))}.", nameof(interfaceType)),
        };
        return Bind(kind, interfaceType);
    }

    private static KindReference Bind(GrainKind kind, Type interfaceType) => interfaceType.IsAssignableFrom(kind.Class)
        ? new KindReference(kind, PartOf(interfaceType))
        : throw new InvalidCastException($"{kind.Class} does not implement {interfaceType}.");

    public static GrainInterfacePart PartOf(Type interfaceType) =>
        GrainParts.FindInterface(interfaceType) ?? throw new ArgumentException($"{interfaceType} is no grain interface with a generated proxy.", nameof(interfaceType));
}
