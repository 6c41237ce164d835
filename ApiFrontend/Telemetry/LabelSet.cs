namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>The tags of one series, in the order in which the instrument gives them.</summary>
internal sealed class LabelSet(KeyValuePair<string, object?>[] tags)
{
    public KeyValuePair<string, object?>[] Tags { get; } = tags;
}

/// <summary>Compares label sets by their content, also with tags that were not copied yet: recording allocates nothing once a series is known.</summary>
internal sealed class LabelSetComparer : IEqualityComparer<LabelSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, LabelSet>
{
    public static LabelSetComparer Instance { get; } = new();

    public bool Equals(LabelSet? x, LabelSet? y) => x is null || y is null ? ReferenceEquals(x, y) : Equals(x.Tags.AsSpan(), y);

    public int GetHashCode(LabelSet obj) => GetHashCode(obj.Tags.AsSpan());

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, LabelSet other)
    {
        if (alternate.Length != other.Tags.Length)
        {
            return false;
        }

        for (var index = 0; index < alternate.Length; index++)
        {
            if (alternate[index].Key != other.Tags[index].Key || !Equals(alternate[index].Value, other.Tags[index].Value))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        var hash = new HashCode();
        foreach (var (name, value) in alternate)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public LabelSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate.ToArray());
}
