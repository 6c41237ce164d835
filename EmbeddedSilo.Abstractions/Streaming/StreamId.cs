namespace Orleans.Runtime;

/// <summary>Names a stream within its provider: a namespace, which may be absent, and a key.</summary>
[GenerateSerializer, Immutable]
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>
{
    private readonly string? _namespace;
    private readonly string? _key;

    private StreamId(string? ns, string key)
    {
        _namespace = string.IsNullOrEmpty(ns) ? null : ns;
        _key = key;
    }

    /// <summary>Puts a name together.</summary>
    /// <param name="ns">The namespace; null for none.</param>
    /// <param name="key">The key within the namespace.</param>
    public static StreamId Create(string? ns, string key) => new(ns, key ?? throw new ArgumentNullException(nameof(key)));

    /// <summary>The namespace; null where there is none.</summary>
    public string? GetNamespace() => _namespace;

    /// <summary>The key within the namespace.</summary>
    public string GetKeyAsString() => _key ?? "";

    /// <summary>Orders by namespace, then by key.</summary>
    public int CompareTo(StreamId other)
    {
        var byNamespace = string.CompareOrdinal(_namespace, other._namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(GetKeyAsString(), other.GetKeyAsString());
    }

    /// <inheritdoc/>
    public bool Equals(StreamId other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_namespace, GetKeyAsString());

    /// <inheritdoc/>
    public override string ToString() => $"{_namespace ?? "null"}/{GetKeyAsString()}";

    /// <summary>Same stream.</summary>
    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    /// <summary>Another stream.</summary>
    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);
}
