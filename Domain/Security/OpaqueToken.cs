using System.Security.Cryptography;
using System.Text;

namespace MediaGateway.Domain.Security;

/// <summary>Random tokens that mean nothing by themselves: the gateway keeps their hash and looks it up.</summary>
public static class OpaqueToken
{
    /// <summary>In front of the operator's token.</summary>
    public const string AdminPrefix = "mgadm_";

    /// <summary>In front of a ticket for a WebSocket URL.</summary>
    public const string TicketPrefix = "mgt_";

    /// <summary>In front of the token of a player, which is good for one playback session.</summary>
    public const string PlaybackPrefix = "mgp_";

    private const int SecretLength = 32;

    private static readonly int EncodedLength = StrictBase64Url.Encode(new byte[SecretLength]).Length;

    /// <summary>A new token of 256 random bits.</summary>
    public static string Create(string prefix) => prefix + StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(SecretLength));

    /// <summary>Whether <paramref name="text"/> has the shape of a token with this prefix.</summary>
    public static bool HasShape(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal)
        && text.Length == prefix.Length + EncodedLength
        && StrictBase64Url.TryDecode(text.AsSpan(prefix.Length), out _);

    /// <summary>SHA-256 of the token, in base64url: what is kept of it.</summary>
    public static string Hash(string token) => StrictBase64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
