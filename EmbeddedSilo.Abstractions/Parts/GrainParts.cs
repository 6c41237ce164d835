using System.Collections.Concurrent;
using System.ComponentModel;
using Orleans.Runtime;

namespace EmbeddedSilo.Parts;

/// <summary>Marks an assembly whose module initializer registers grains, interfaces or copiers. For generated code.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainPartsAttribute : Attribute;

/// <summary>What the loaded assemblies bring. Filled by generated module initializers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GrainParts
{
    private static readonly ConcurrentDictionary<Type, GrainInterfacePart> s_interfaces = new();
    private static readonly ConcurrentDictionary<Type, GrainClassPart> s_classes = new();

    internal static ICollection<GrainClassPart> Classes => s_classes.Values;

    internal static GrainInterfacePart? FindInterface(Type type) => s_interfaces.GetValueOrDefault(type);

    /// <summary>Registers a grain or observer interface with its proxy.</summary>
    public static void AddInterface(Type type, string name, Func<GrainReferenceShared, IdSpan, object> makeProxy) =>
        s_interfaces[type] = new(type, GrainInterfaceType.Create(name), makeProxy);

    /// <summary>Registers a grain class.</summary>
    public static void AddClass(Type type, Func<IServiceProvider, IGrainContext, object> make, params Type[] services) =>
        s_classes[type] = new(type, make, services);
}

internal sealed record GrainInterfacePart(Type Type, GrainInterfaceType Name, Func<GrainReferenceShared, IdSpan, object> MakeProxy);

/// <param name="Type">The class.</param>
/// <param name="Make">Its constructor.</param>
/// <param name="Services">What the constructor takes from the services.</param>
internal sealed record GrainClassPart(Type Type, Func<IServiceProvider, IGrainContext, object> Make, IReadOnlyList<Type> Services);
