using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace MediaGateway.Domain.Security;

/// <summary>Public keys by their names, written as an RFC 7517 key set. Never changes; safe to share.</summary>
public sealed class JsonWebKeySet
{
    private readonly Dictionary<string, P256PublicKey> _byId;

    /// <summary>A set of these keys, in this order.</summary>
    /// <exception cref="ArgumentException">Two keys have the same name.</exception>
    public JsonWebKeySet(IEnumerable<P256PublicKey> keys)
    {
        Keys = [.. keys];
        _byId = Keys.ToDictionary(key => key.KeyId, StringComparer.Ordinal);
    }

    /// <summary>A set without keys: nothing verifies against it.</summary>
    public static JsonWebKeySet Empty { get; } = new([]);

    /// <summary>The keys, the one that signs now first.</summary>
    public IReadOnlyList<P256PublicKey> Keys { get; }

    /// <summary>The key of this name; false when there is none.</summary>
    public bool TryFind(string keyId, [NotNullWhen(true)] out P256PublicKey? key) => _byId.TryGetValue(keyId, out key);

    /// <summary>
    /// Reads a key set. Keys that cannot check ES256 signatures are passed over, as RFC 7517 asks. False when it is not a
    /// key set, or two of the keys that remain have one name.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out JsonWebKeySet? set)
    {
        set = null;
        if (!StrictJson.TryReadObject(utf8, out var document))
        {
            return false;
        }

        using (document)
        {
            if (!document.RootElement.TryGetProperty("keys", out var array) || array.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            var keys = new Dictionary<string, P256PublicKey>(StringComparer.Ordinal);
            foreach (var element in array.EnumerateArray())
            {
                if (P256PublicKey.TryRead(element, out var key) && !keys.TryAdd(key.KeyId, key))
                {
                    return false;
                }
            }

            set = new JsonWebKeySet(keys.Values);
            return true;
        }
    }

    /// <summary>The set as JSON.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (var key in Keys)
            {
                Write(writer, key);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, P256PublicKey key)
    {
        writer.WriteStartObject();
        writer.WriteString("kty", "EC");
        writer.WriteString("crv", "P-256");
        writer.WriteString("x", key.X);
        writer.WriteString("y", key.Y);
        writer.WriteString("kid", key.KeyId);
        writer.WriteString("use", "sig");
        writer.WriteString("alg", CompactJws.Algorithm);
        writer.WriteEndObject();
    }
}
