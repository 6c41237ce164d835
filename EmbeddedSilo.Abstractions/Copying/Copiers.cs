using System.Collections.Concurrent;
using System.ComponentModel;
using Orleans.Serialization;

namespace EmbeddedSilo.Copying;

/// <summary>Finds the copier of a type. The reflection happens once for each type; after that a copy is a field read and a call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Copiers
{
    private static readonly ConcurrentDictionary<Type, Func<ValueCopier>> s_made = new();
    private static readonly ConcurrentDictionary<Type, Type> s_openGenerics = new(CollectionCopiers.OpenGenerics);
    private static readonly ConcurrentDictionary<Type, ValueCopier?> s_found = new();

    /// <summary>Registers the copier of a type. For generated code.</summary>
    public static void Register<T>(Func<ValueCopier<T>> make) => s_made[typeof(T)] = make;

    /// <summary>Registers the copier of a generic type, with the same type parameters. For generated code.</summary>
    public static void RegisterGeneric(Type openType, Type openCopier) => s_openGenerics[openType] = openCopier;

    /// <summary>A copy of a value, its declared type being <typeparamref name="T"/>.</summary>
    public static T Copy<T>(T value)
    {
        if (CopierOf<T>.IsImmutable || value is null)
        {
            return value;
        }

        var context = CopyContext.Rent();
        var copy = CopierOf<T>.Copy(value, context);
        context.Return();
        return copy;
    }

    /// <summary>A copy of a value within a graph, its declared type being <typeparamref name="T"/>.</summary>
    public static T Copy<T>(T value, CopyContext context) => CopierOf<T>.IsImmutable || value is null ? value : CopierOf<T>.Copy(value, context);

    /// <summary>The copier for members of a base class.</summary>
    public static IMemberCopier<T> MembersOf<T>() where T : class =>
        Find(typeof(T)) as IMemberCopier<T> ?? throw new CodecNotFoundException($"{typeof(T)} is a base of a copied type and has no [GenerateSerializer].");

    /// <summary>The copier for values of exactly this type; null when they cannot change.</summary>
    internal static ValueCopier? Find(Type type) => s_found.GetOrAdd(type, static type => Make(type));

    private static ValueCopier? Make(Type type)
    {
        if (ImmutableTypes.Contains(type))
        {
            return null;
        }

        if (s_made.TryGetValue(type, out var make))
        {
            return make();
        }

        if (type.IsArray)
        {
            return type.GetArrayRank() == 1
                ? New(typeof(ArrayCopier<>), type.GetElementType()!)
                : throw new CodecNotFoundException($"{type} is an array of several dimensions; pass an array of arrays.");
        }

        if (type.IsGenericType && s_openGenerics.TryGetValue(type.GetGenericTypeDefinition(), out var open))
        {
            return New(open, type.GetGenericArguments());
        }

        return CollectionCopiers.ForUnknown(type)
            ?? throw new CodecNotFoundException($"{type} cannot be passed to or from a grain: give it [GenerateSerializer], or [Immutable] where it never changes.");
    }

    internal static ValueCopier New(Type openCopier, params Type[] arguments) =>
        (ValueCopier)Activator.CreateInstance(openCopier.MakeGenericType(arguments))!;
}

/// <summary>The copier for a declared type, looked up once.</summary>
internal static class CopierOf<T>
{
    public static readonly bool IsImmutable = ImmutableTypes.Contains(typeof(T)) && (typeof(T).IsValueType || typeof(T).IsSealed || ImmutableTypes.HoldsForDerived(typeof(T)));

    private static readonly ValueCopier<T>? s_exact =
        !IsImmutable && (typeof(T).IsValueType || typeof(T).IsSealed || typeof(T).IsArray) ? (ValueCopier<T>?)Copiers.Find(typeof(T)) : null;

    public static T Copy(T value, CopyContext context)
    {
        if (s_exact is not null)
        {
            return s_exact.Copy(value, context);
        }

        return Copiers.Find(value!.GetType()) is { } copier ? (T)copier.CopyObject(value, context) : value;
    }
}
