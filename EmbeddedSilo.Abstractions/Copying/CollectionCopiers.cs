using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace EmbeddedSilo.Copying;

/// <summary>The copiers of the framework's collections and tuples.</summary>
internal static class CollectionCopiers
{
    public static readonly Dictionary<Type, Type> OpenGenerics = new()
    {
        [typeof(List<>)] = typeof(ListCopier<>),
        [typeof(HashSet<>)] = typeof(HashSetCopier<>),
        [typeof(SortedSet<>)] = typeof(SortedSetCopier<>),
        [typeof(Queue<>)] = typeof(QueueCopier<>),
        [typeof(Stack<>)] = typeof(StackCopier<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryCopier<,>),
        [typeof(SortedDictionary<,>)] = typeof(SortedDictionaryCopier<,>),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryCopier<,>),
        [typeof(ImmutableArray<>)] = typeof(ImmutableArrayCopier<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListCopier<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryCopier<,>),
        [typeof(Nullable<>)] = typeof(NullableCopier<>),
        [typeof(KeyValuePair<,>)] = typeof(KeyValuePairCopier<,>),
        [typeof(ValueTuple<,>)] = typeof(PairCopier<,>),
        [typeof(ValueTuple<,,>)] = typeof(TripleCopier<,,>),
        [typeof(ValueTuple<,,,>)] = typeof(QuadrupleCopier<,,,>),
        [typeof(Memory<>)] = typeof(MemoryCopier<>),
        [typeof(ReadOnlyMemory<>)] = typeof(ReadOnlyMemoryCopier<>),
    };

    /// <summary>
    /// A copier for a collection class that is not in the list, such as those that the compiler makes for collection
    /// expressions: its copy is an array, which is all that its static type (an interface) promises.
    /// </summary>
    public static ValueCopier? ForUnknown(Type type)
    {
        if (type.IsPublic && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false))
        {
            return null;
        }

        var sequence = type.GetInterfaces().FirstOrDefault(static candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IReadOnlyList<>));
        return sequence is null ? null : Copiers.New(typeof(SequenceCopier<>), sequence.GetGenericArguments());
    }
}

internal sealed class SequenceCopier<T> : ValueCopier
{
    internal override object CopyObject(object value, CopyContext context)
    {
        var original = (IReadOnlyList<T>)value;
        var copy = new T[original.Count];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = Copiers.Copy(original[i], context);
        }

        return copy;
    }
}

internal sealed class ArrayCopier<T> : ValueCopier<T[]>
{
    public override T[] Copy(T[] value, CopyContext context)
    {
        if (value.Length == 0)
        {
            return value;
        }

        if (context.TryGet(value, out var known))
        {
            return (T[])known;
        }

        if (CopierOf<T>.IsImmutable)
        {
            var shallow = (T[])value.Clone();
            context.Remember(value, shallow);
            return shallow;
        }

        var copy = new T[value.Length];
        context.Remember(value, copy);
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = Copiers.Copy(value[i], context);
        }

        return copy;
    }
}

/// <summary>Copies a collection that is made empty and then filled.</summary>
internal abstract class FilledCopier<TCollection, T> : ValueCopier<TCollection> where TCollection : class, IEnumerable<T>
{
    public override TCollection Copy(TCollection value, CopyContext context)
    {
        if (context.TryGet(value, out var known))
        {
            return (TCollection)known;
        }

        var copy = Create(value);
        context.Remember(value, copy);
        foreach (var item in value)
        {
            Add(copy, Copiers.Copy(item, context));
        }

        return copy;
    }

    protected abstract TCollection Create(TCollection original);

    protected abstract void Add(TCollection copy, T item);
}

internal sealed class ListCopier<T> : FilledCopier<List<T>, T>
{
    protected override List<T> Create(List<T> original) => new(original.Count);

    protected override void Add(List<T> copy, T item) => copy.Add(item);
}

internal sealed class HashSetCopier<T> : FilledCopier<HashSet<T>, T>
{
    protected override HashSet<T> Create(HashSet<T> original) => new(original.Count, original.Comparer);

    protected override void Add(HashSet<T> copy, T item) => copy.Add(item);
}

internal sealed class SortedSetCopier<T> : FilledCopier<SortedSet<T>, T>
{
    protected override SortedSet<T> Create(SortedSet<T> original) => new(original.Comparer);

    protected override void Add(SortedSet<T> copy, T item) => copy.Add(item);
}

internal sealed class QueueCopier<T> : FilledCopier<Queue<T>, T>
{
    protected override Queue<T> Create(Queue<T> original) => new(original.Count);

    protected override void Add(Queue<T> copy, T item) => copy.Enqueue(item);
}

internal sealed class StackCopier<T> : ValueCopier<Stack<T>>
{
    public override Stack<T> Copy(Stack<T> value, CopyContext context) => new(value.Reverse().Select(item => Copiers.Copy(item, context)));
}

internal sealed class DictionaryCopier<TKey, TValue> : FilledCopier<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> where TKey : notnull
{
    protected override Dictionary<TKey, TValue> Create(Dictionary<TKey, TValue> original) => new(original.Count, original.Comparer);

    protected override void Add(Dictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy.Add(item.Key, item.Value);
}

internal sealed class SortedDictionaryCopier<TKey, TValue> : FilledCopier<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> where TKey : notnull
{
    protected override SortedDictionary<TKey, TValue> Create(SortedDictionary<TKey, TValue> original) => new(original.Comparer);

    protected override void Add(SortedDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy.Add(item.Key, item.Value);
}

internal sealed class ConcurrentDictionaryCopier<TKey, TValue> : FilledCopier<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> where TKey : notnull
{
    protected override ConcurrentDictionary<TKey, TValue> Create(ConcurrentDictionary<TKey, TValue> original) => new(original.Comparer);

    protected override void Add(ConcurrentDictionary<TKey, TValue> copy, KeyValuePair<TKey, TValue> item) => copy[item.Key] = item.Value;
}

internal sealed class ImmutableArrayCopier<T> : ValueCopier<ImmutableArray<T>>
{
    public override ImmutableArray<T> Copy(ImmutableArray<T> value, CopyContext context) =>
        value.IsDefault ? value : ImmutableArray.CreateRange(value, item => Copiers.Copy(item, context));
}

internal sealed class ImmutableListCopier<T> : ValueCopier<ImmutableList<T>>
{
    public override ImmutableList<T> Copy(ImmutableList<T> value, CopyContext context) => [.. value.Select(item => Copiers.Copy(item, context))];
}

internal sealed class ImmutableDictionaryCopier<TKey, TValue> : ValueCopier<ImmutableDictionary<TKey, TValue>> where TKey : notnull
{
    public override ImmutableDictionary<TKey, TValue> Copy(ImmutableDictionary<TKey, TValue> value, CopyContext context) =>
        value.ToImmutableDictionary(pair => Copiers.Copy(pair.Key, context), pair => Copiers.Copy(pair.Value, context), value.KeyComparer, value.ValueComparer);
}

internal sealed class NullableCopier<T> : ValueCopier<T?> where T : struct
{
    public override T? Copy(T? value, CopyContext context) => value is { } present ? Copiers.Copy(present, context) : null;
}

internal sealed class KeyValuePairCopier<TKey, TValue> : ValueCopier<KeyValuePair<TKey, TValue>>
{
    public override KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> value, CopyContext context) =>
        new(Copiers.Copy(value.Key, context), Copiers.Copy(value.Value, context));
}

internal sealed class PairCopier<T1, T2> : ValueCopier<(T1, T2)>
{
    public override (T1, T2) Copy((T1, T2) value, CopyContext context) => (Copiers.Copy(value.Item1, context), Copiers.Copy(value.Item2, context));
}

internal sealed class TripleCopier<T1, T2, T3> : ValueCopier<(T1, T2, T3)>
{
    public override (T1, T2, T3) Copy((T1, T2, T3) value, CopyContext context) =>
        (Copiers.Copy(value.Item1, context), Copiers.Copy(value.Item2, context), Copiers.Copy(value.Item3, context));
}

internal sealed class QuadrupleCopier<T1, T2, T3, T4> : ValueCopier<(T1, T2, T3, T4)>
{
    public override (T1, T2, T3, T4) Copy((T1, T2, T3, T4) value, CopyContext context) =>
        (Copiers.Copy(value.Item1, context), Copiers.Copy(value.Item2, context), Copiers.Copy(value.Item3, context), Copiers.Copy(value.Item4, context));
}

internal sealed class MemoryCopier<T> : ValueCopier<Memory<T>>
{
    public override Memory<T> Copy(Memory<T> value, CopyContext context) => Copiers.Copy(value.ToArray(), context);
}

internal sealed class ReadOnlyMemoryCopier<T> : ValueCopier<ReadOnlyMemory<T>>
{
    public override ReadOnlyMemory<T> Copy(ReadOnlyMemory<T> value, CopyContext context) => Copiers.Copy(value.ToArray(), context);
}
