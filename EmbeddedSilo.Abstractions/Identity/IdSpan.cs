using System.Text;

namespace Orleans.Runtime;

/// <summary>The text that a grain, a grain type or an interface is known by. The default value is the empty text.</summary>
[GenerateSerializer, Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;

    private IdSpan(string text) => _text = text;

    /// <summary>Takes the text from its UTF-8 bytes.</summary>
    public IdSpan(byte[] value) => _text = Encoding.UTF8.GetString(value);

    /// <summary>True of the empty text.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_text);

    /// <summary>The text in UTF-8.</summary>
    public ReadOnlyMemory<byte> Value => Encoding.UTF8.GetBytes(Text);

    internal string Text => _text ?? "";

    /// <summary>Wraps a text.</summary>
    public static IdSpan Create(string id) => new(id ?? throw new ArgumentNullException(nameof(id)));

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => StableHash.ComputeHash(Text);

    /// <summary>Orders by the text's code units.</summary>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(Text, other.Text);

    /// <inheritdoc/>
    public bool Equals(IdSpan obj) => string.Equals(Text, obj.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Same text.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Another text.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
