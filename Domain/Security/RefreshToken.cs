using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace MediaGateway.Domain.Security;

/// <summary>
/// A refresh token: <c>mgr_</c> and base64url of user id (16 bytes) · session id (16) · secret (32). The ids say where to
/// look; only the secret proves anything, and only its hash is kept.
/// </summary>
public sealed class RefreshToken
{
    private const string Prefix = "mgr_";
    private const int IdLength = 16;
    private const int SecretLength = 32;
    private const int Length = (2 * IdLength) + SecretLength;

    private readonly byte[] _secret;

    private RefreshToken(Guid userId, Guid sessionId, byte[] secret)
    {
        UserId = userId.ToString();
        SessionId = sessionId.ToString();
        _secret = secret;
    }

    /// <summary>Whose session it is.</summary>
    public string UserId { get; }

    /// <summary>The session that it continues.</summary>
    public string SessionId { get; }

    /// <summary>SHA-256 of the secret, in base64url: what is kept of the token.</summary>
    public string SecretHash => StrictBase64Url.Encode(SHA256.HashData(_secret));

    /// <summary>A token with a new secret.</summary>
    /// <exception cref="FormatException">An id is not a UUID.</exception>
    public static RefreshToken Create(string userId, string sessionId) =>
        new(Guid.Parse(userId), Guid.Parse(sessionId), RandomNumberGenerator.GetBytes(SecretLength));

    /// <summary>Reads a token; false when it is not one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text.Length > 2 * Length
            || !StrictBase64Url.TryDecode(text.AsSpan(Prefix.Length), out var bytes)
            || bytes.Length != Length)
        {
            return false;
        }

        token = new RefreshToken(
            new Guid(bytes.AsSpan(0, IdLength), bigEndian: true),
            new Guid(bytes.AsSpan(IdLength, IdLength), bigEndian: true),
            bytes[(2 * IdLength)..]);
        return true;
    }

    /// <summary>Whether the token's secret is the one of this hash; takes the same time whatever the difference.</summary>
    public bool Matches(string secretHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SecretHash), Encoding.ASCII.GetBytes(secretHash));

    /// <summary>The token as the client keeps it. It is a secret.</summary>
    public string Reveal()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Guid.Parse(UserId).TryWriteBytes(bytes, bigEndian: true, out _);
        Guid.Parse(SessionId).TryWriteBytes(bytes[IdLength..], bigEndian: true, out _);
        _secret.CopyTo(bytes[(2 * IdLength)..]);
        return Prefix + StrictBase64Url.Encode(bytes);
    }
}
