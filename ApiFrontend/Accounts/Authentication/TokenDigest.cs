using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>SHA-256 of a token, so that caches are keyed by tokens without keeping any.</summary>
internal readonly record struct TokenDigest
{
    private const int StackLimit = 2048;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private TokenDigest(ReadOnlySpan<ulong> words)
    {
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>The digest of <paramref name="token"/>.</summary>
    public static TokenDigest Of(string token)
    {
        var length = Encoding.UTF8.GetMaxByteCount(token.Length);
        Span<byte> bytes = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        var written = Encoding.UTF8.GetBytes(token, bytes);
        Span<ulong> words = stackalloc ulong[4];
        SHA256.HashData(bytes[..written], MemoryMarshal.AsBytes(words));
        return new TokenDigest(words);
    }
}
