using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MediaGateway.Domain.Security;

/// <summary>
/// A signed message in the compact form of RFC 7515, taken apart but not believed: <see cref="IsSignedBy"/> decides.
/// The algorithm is fixed to ES256 and never taken from the message.
/// </summary>
public sealed class CompactJws
{
    /// <summary>The only algorithm that is written and believed.</summary>
    public const string Algorithm = "ES256";

    /// <summary>The longest message that is looked at, in characters.</summary>
    public const int MaxLength = 8192;

    // A header is never part of a page, and some readers compare its bytes: "at+jwt" stays as it is.
    private static readonly JsonWriterOptions HeaderWriting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _signingInput;
    private readonly byte[] _signature;

    private CompactJws(JwsHeader header, byte[] payload, byte[] signingInput, byte[] signature)
    {
        Header = header;
        Payload = payload;
        _signingInput = signingInput;
        _signature = signature;
    }

    /// <summary>What the message says about its own signature.</summary>
    public JwsHeader Header { get; }

    /// <summary>The bytes that are signed, once <see cref="IsSignedBy"/> says so.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>
    /// Takes a message apart. False when it is not three base64url parts with a header that is one JSON object without
    /// repeated names. A part for the signature may be empty: such a message is well formed, and never verifies.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CompactJws? message)
    {
        message = null;
        if (text.Length > MaxLength)
        {
            return false;
        }

        var firstDot = text.IndexOf('.', StringComparison.Ordinal);
        var lastDot = text.LastIndexOf('.');
        if (firstDot <= 0 || lastDot == firstDot
            || !StrictBase64Url.TryDecode(text.AsSpan(0, firstDot), out var headerBytes)
            || !StrictBase64Url.TryDecode(text.AsSpan(firstDot + 1, lastDot - firstDot - 1), out var payload)
            || !StrictBase64Url.TryDecode(text.AsSpan(lastDot + 1), out var signature)
            || !JwsHeader.TryRead(headerBytes, out var header))
        {
            return false;
        }

        message = new CompactJws(header, payload, Encoding.ASCII.GetBytes(text, 0, lastDot), signature);
        return true;
    }

    /// <summary>Signs <paramref name="payload"/> under a header with the key's name and this type.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, string type, P256SigningKey key)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(header, HeaderWriting))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", Algorithm);
            writer.WriteString("typ", type);
            writer.WriteString("kid", key.PublicKey.KeyId);
            writer.WriteEndObject();
        }

        var signingInput = $"{StrictBase64Url.Encode(header.WrittenSpan)}.{StrictBase64Url.Encode(payload)}";
        return $"{signingInput}.{StrictBase64Url.Encode(key.Sign(Encoding.ASCII.GetBytes(signingInput)))}";
    }

    /// <summary>
    /// Whether this key signed the message. False when the header names another algorithm, asks for an extension
    /// (<c>crit</c>) or an unencoded payload (<c>b64</c>): none is understood here.
    /// </summary>
    public bool IsSignedBy(P256PublicKey key) =>
        Header is { Algorithm: Algorithm, AsksForExtension: false } && key.Verify(_signingInput, _signature);
}
