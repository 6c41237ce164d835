using System.Reflection;
using MediaGateway.Grains.Interfaces;
using Orleans.Runtime;
using Orleans.Streams;

namespace MediaGateway.Tests.Architecture;

/// <summary>What travels between processes of a cluster: every type that a grain interface names, and what those are made of.</summary>
internal static class GrainMessages
{
    private static readonly HashSet<Type> _leaves =
    [
        typeof(bool), typeof(byte), typeof(int), typeof(long), typeof(uint), typeof(ulong), typeof(short), typeof(ushort), typeof(double), typeof(float),
        typeof(decimal), typeof(string), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(Uri),
    ];

    /// <summary>Collections that Orleans has codecs for, and that nobody changes under way.</summary>
    private static readonly HashSet<Type> _containers =
    [
        typeof(Nullable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>), typeof(ReadOnlyMemory<>),
        typeof(System.Collections.Immutable.ImmutableArray<>), typeof(KeyValuePair<,>),
    ];

    /// <summary>All interfaces of grains and observers.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. typeof(RepeatableAttribute).Assembly.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable))).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>What gives the streams by which silos tell each other something.</summary>
    private static IEnumerable<MethodInfo> StreamsOfSilos =>
        typeof(SiloStreams).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType.IsAssignableTo(typeof(IAsyncStream)));

    /// <summary>All types of this repository that travel, but the interfaces.</summary>
    public static IReadOnlyList<Type> Types { get; } = [.. Collect(out _).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>What travels and is neither ours nor known to have a codec, with where it was found.</summary>
    public static IReadOnlyList<string> Unsupported { get; } = Unknown();

    /// <summary>The members of a type that travel, by their ids.</summary>
    public static IReadOnlyList<(uint Id, MemberInfo Member)> Members(Type type) =>
    [
        .. type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(member => member.IsDefined(typeof(IdAttribute), inherit: false))
            .Select(member => (member.GetCustomAttribute<IdAttribute>()!.Id, member))
            .OrderBy(member => member.Id),
    ];

    /// <summary>The properties that hold something of their own, whether they travel or not.</summary>
    public static IEnumerable<PropertyInfo> StoredProperties(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    /// <summary>The type of a member.</summary>
    public static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static List<string> Unknown()
    {
        Collect(out var unknown);
        return unknown;
    }

    private static HashSet<Type> Collect(out List<string> unknown)
    {
        HashSet<Type> found = [];
        List<string> strange = [];
        foreach (var stream in StreamsOfSilos) Visit(stream.ReturnType.GetGenericArguments()[0], $"{nameof(SiloStreams)}.{stream.Name}");
        foreach (var method in Interfaces.SelectMany(type => type.GetMethods()))
        {
            var place = $"{method.DeclaringType!.Name}.{method.Name}";
            Visit(method.ReturnType, place);
            foreach (var parameter in method.GetParameters()) Visit(parameter.ParameterType, place);
        }

        unknown = strange;
        return found;

        void Visit(Type type, string place)
        {
            if (type == typeof(Task) || type == typeof(CancellationToken) || _leaves.Contains(type) || Interfaces.Contains(type)) return;
            if (type.IsArray) Visit(type.GetElementType()!, place);
            else if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || _containers.Contains(type.GetGenericTypeDefinition())))
            {
                foreach (var argument in type.GetGenericArguments()) Visit(argument, place);
            }
            else if (type.Assembly.GetName().Name!.StartsWith("MediaGateway.", StringComparison.Ordinal))
            {
                if (found.Add(type)) VisitOwn(type);
            }
            else strange.Add($"{type} in {place}");
        }

        void VisitOwn(Type type)
        {
            foreach (var (_, member) in Members(type)) Visit(TypeOf(member), $"{type.Name}.{member.Name}");
            foreach (var derived in type.Assembly.GetTypes().Where(other => other.BaseType == type)) Visit(derived, type.Name);
            if (type.BaseType is { } parent && parent.Assembly == type.Assembly) Visit(parent, type.Name);
        }
    }
}
