using System.ComponentModel;

namespace EmbeddedSilo.Copying;

/// <summary>Copies values of one type, so that caller and grain share nothing that can change.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueCopier
{
    internal abstract object CopyObject(object value, CopyContext context);
}

/// <summary>Copies values of one type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueCopier<T> : ValueCopier
{
    /// <summary>A copy of <paramref name="value"/>, whose type is exactly <typeparamref name="T"/>.</summary>
    public abstract T Copy(T value, CopyContext context);

    internal override object CopyObject(object value, CopyContext context) => Copy((T)value, context)!;
}

/// <summary>Copies objects member by member; generated for classes with [GenerateSerializer].</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ObjectCopier<T> : ValueCopier<T>, IMemberCopier<T> where T : class
{
    /// <inheritdoc/>
    public sealed override T Copy(T value, CopyContext context)
    {
        if (context.TryGet(value, out var known))
        {
            return (T)known;
        }

        var copy = Create();
        context.Remember(value, copy);
        CopyMembers(value, copy, context);
        return copy;
    }

    /// <summary>Copies the members that <typeparamref name="T"/> and its bases declare.</summary>
    public abstract void CopyMembers(T original, T copy, CopyContext context);

    /// <summary>An object without anything in it.</summary>
    protected virtual T Create() => (T)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(T));
}

/// <summary>Copies the members of a base class into an object of a derived one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMemberCopier<in T>
{
    /// <summary>Copies the members that <typeparamref name="T"/> and its bases declare.</summary>
    void CopyMembers(T original, T copy, CopyContext context);
}
