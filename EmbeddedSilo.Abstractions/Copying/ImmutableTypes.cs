using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using System.Text.Json;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace EmbeddedSilo.Copying;

/// <summary>Knows whose values never change and may be shared.</summary>
internal static class ImmutableTypes
{
    private static readonly FrozenSet<Type> s_known = new HashSet<Type>
    {
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(Int128), typeof(UInt128), typeof(Half), typeof(BigInteger), typeof(object),
        typeof(CancellationToken), typeof(IPAddress), typeof(JsonElement), typeof(System.Text.Rune), typeof(DBNull), typeof(TimeZoneInfo),
        typeof(System.Globalization.CultureInfo), typeof(Index), typeof(Range), typeof(Complex), typeof(System.Diagnostics.ActivityContext),
    }.ToFrozenSet();

    // Immutable as far as their elements are.
    private static readonly FrozenSet<Type> s_transparent = new HashSet<Type>
    {
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>),
        typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    }.ToFrozenSet();

    private static readonly ConcurrentDictionary<Type, bool> s_answers = new();

    public static bool Contains(Type type) => s_answers.GetOrAdd(type, static type => Decide(type));

    /// <summary>Whether the answer for a class or interface also holds for whatever derives from it.</summary>
    public static bool HoldsForDerived(Type type) =>
        typeof(IAddressable).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || s_known.Contains(type) && type != typeof(object);

    private static bool Decide(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || s_known.Contains(type) || type.IsDefined(typeof(ImmutableAttribute), inherit: false))
        {
            return true;
        }

        if (typeof(IAddressable).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type) || typeof(IPAddress).IsAssignableFrom(type))
        {
            return true;
        }

        if (!type.IsGenericType)
        {
            return false;
        }

        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(Immutable<>))
        {
            return true;
        }

        // An element of a class that is not sealed may be of a derived class that does change.
        return (s_transparent.Contains(definition) || IsFrozen(type))
            && type.GetGenericArguments().All(static argument => Contains(argument) && (argument.IsValueType || argument.IsSealed || HoldsForDerived(argument)));
    }

    private static bool IsFrozen(Type type) =>
        type.Namespace == "System.Collections.Frozen" && (type.BaseTypes().Any(static candidate => candidate.IsGenericType &&
            (candidate.GetGenericTypeDefinition() == typeof(FrozenDictionary<,>) || candidate.GetGenericTypeDefinition() == typeof(FrozenSet<>))));

    private static IEnumerable<Type> BaseTypes(this Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            yield return candidate;
        }
    }
}
