using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace MediaGateway.Domain.Security;

/// <summary>
/// Base64url as RFC 7515 has it: no padding, no white space, no other alphabet, and no bits that say nothing.
/// Each byte string has exactly one spelling, so a token cannot be respelled.
/// </summary>
public static class StrictBase64Url
{
    /// <summary>The one spelling of <paramref name="bytes"/>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Reads <paramref name="text"/>; false when it is not the one spelling of any byte string.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 == 1)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        // The framework's reader refuses bits that say nothing; its Try method throws on them, this one does not.
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, decoded, out _, out var written) != OperationStatus.Done)
        {
            return false;
        }

        bytes = written == decoded.Length ? decoded : decoded[..written];
        return true;
    }
}
