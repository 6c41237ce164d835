namespace Orleans.Concurrency;

/// <summary>A value that its owner promises not to change again, so that it is passed by reference.</summary>
[GenerateSerializer, Immutable]
public readonly struct Immutable<T>
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value;

    /// <summary>Makes the promise.</summary>
    public Immutable(T value) => Value = value;
}

/// <summary>Makes <see cref="Immutable{T}"/> values.</summary>
public static class ImmutableExtensions
{
    /// <summary>Promises that <paramref name="value"/> does not change again.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
