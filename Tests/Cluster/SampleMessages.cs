using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using MediaGateway.Tests.Architecture;

namespace MediaGateway.Tests.Cluster;

/// <summary>Makes a message with something in every member that travels, by reflection: what a constructor would refuse does not matter here.</summary>
internal static class SampleMessages
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>A message of this type.</summary>
    public static object Make(Type type) => Of(type, depth: 0)!;

    /// <summary>The members that travel, those of parents included.</summary>
    public static IEnumerable<MemberInfo> AllMembers(Type type)
    {
        for (var part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
        {
            foreach (var (_, member) in GrainMessages.Members(part)) yield return member;
        }
    }

    private static object? Of(Type type, int depth)
    {
        if (type == typeof(string)) return "text";
        if (type == typeof(Uri)) return new Uri("https://example.org/a");
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.Zero);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 20);
        if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(3);
        if (type == typeof(Guid)) return Guid.Parse("0199a1b2-0000-7000-8000-000000000001");
        if (type == typeof(bool)) return true;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsArray) return ArrayOf(type.GetElementType()!, depth);
        return type.IsGenericType ? Container(type, depth) : Own(type, depth);
    }

    private static object Container(Type type, int depth)
    {
        var (kind, arguments) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
        if (kind == typeof(Nullable<>)) return Of(arguments[0], depth)!;
        if (kind == typeof(ReadOnlyMemory<>)) return new ReadOnlyMemory<byte>([1, 2, 3]);
        if (kind == typeof(ImmutableArray<>)) return typeof(ImmutableArray).GetMethods().Single(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }]).MakeGenericMethod(arguments).Invoke(null, [ArrayOf(arguments[0], depth)])!;
        if (kind == typeof(KeyValuePair<,>)) return Activator.CreateInstance(type, Of(arguments[0], depth), Of(arguments[1], depth))!;
        if (kind == typeof(IReadOnlySet<>)) return Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(arguments), ArrayOf(arguments[0], depth))!;
        if (kind != typeof(IReadOnlyDictionary<,>)) return CollectionExpression(arguments[0], depth);
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        dictionary.Add(Of(arguments[0], depth)!, Of(arguments[1], depth));
        return dictionary;
    }

    private static Array ArrayOf(Type element, int depth)
    {
        var array = Array.CreateInstance(element, 2);
        for (var i = 0; i < array.Length; i++) array.SetValue(Of(element, depth + 1), i);
        return array;
    }

    /// <summary>A list as the compiler makes it from a collection expression, which is what most code sends.</summary>
    private static object CollectionExpression(Type element, int depth) =>
        typeof(SampleMessages).GetMethod(nameof(Expression), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(element).Invoke(null, [Of(element, depth + 1), Of(element, depth + 1)])!;

    private static IReadOnlyList<T> Expression<T>(T first, T second) => [first, second];

    private static object? Own(Type type, int depth)
    {
        const int Deepest = 8;
        if (depth > Deepest) return null;
        if (type.IsAbstract) return Of(GrainMessages.Types.First(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract), depth + 1);
        var message = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in AllMembers(type))
        {
            var field = member as FieldInfo ?? member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", Declared)!;
            field.SetValue(message, Of(field.FieldType, depth + 1));
        }

        return message;
    }
}
