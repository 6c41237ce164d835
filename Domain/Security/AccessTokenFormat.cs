using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MediaGateway.Domain.Security;

/// <summary>
/// Access tokens: JWTs signed with ES256, written and checked as RFC 8725 and RFC 9068 ask. Everything that a token could
/// choose about its own checking (algorithm, type, issuer, audience, where the key is) is fixed here instead.
/// </summary>
/// <param name="issuer">The <c>iss</c> of every token.</param>
/// <param name="audience">The <c>aud</c> of every token.</param>
public sealed class AccessTokenFormat(string issuer, string audience)
{
    /// <summary>The <c>typ</c> of every token, so that no other kind of JWT passes for one.</summary>
    public const string TokenType = "at+jwt";

    /// <summary>How far another machine's clock may be ahead of ours; grants nothing past the expiry.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a token may say it lives; one that says more was not made here.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);

    /// <summary>Writes and signs a token.</summary>
    public string Write(AccessTokenClaims claims, P256SigningKey key)
    {
        var payload = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(payload))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", issuer);
            writer.WriteString("aud", audience);
            writer.WriteString("sub", claims.Subject);
            writer.WriteString("email", claims.Email);
            writer.WriteStartArray("roles");
            foreach (var role in claims.Roles)
            {
                writer.WriteStringValue(role);
            }

            writer.WriteEndArray();
            writer.WriteString("sid", claims.SessionId);
            writer.WriteString("jti", claims.TokenId);
            writer.WriteNumber("iat", claims.IssuedAt.ToUnixTimeSeconds());
            writer.WriteNumber("exp", claims.ExpiresAt.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        return CompactJws.Sign(payload.WrittenSpan, TokenType, key);
    }

    /// <summary>Reads and checks a token against the keys of <paramref name="keys"/> at the time <paramref name="now"/>.</summary>
    public AccessTokenReading Read(string token, JsonWebKeySet keys, DateTimeOffset now)
    {
        if (!CompactJws.TryParse(token, out var message) || !StrictJson.TryReadObject(message.Payload, out var payload))
        {
            return AccessTokenReading.Refused(AccessTokenFault.Malformed);
        }

        using (payload)
        {
            // The signature comes first: nothing of an unsigned payload is acted on.
            if (message.Header.Algorithm != CompactJws.Algorithm)
            {
                return AccessTokenReading.Refused(AccessTokenFault.WrongAlgorithm);
            }

            if (message.Header.Type != TokenType)
            {
                return AccessTokenReading.Refused(AccessTokenFault.WrongType);
            }

            if (message.Header.KeyId is not { } keyId || !keys.TryFind(keyId, out var key))
            {
                return AccessTokenReading.Refused(AccessTokenFault.UnknownKey);
            }

            return message.IsSignedBy(key)
                ? CheckClaims(payload.RootElement, now)
                : AccessTokenReading.Refused(AccessTokenFault.BadSignature);
        }
    }

    private AccessTokenReading CheckClaims(JsonElement payload, DateTimeOffset now)
    {
        if (payload.Text("iss") != issuer)
        {
            return AccessTokenReading.Refused(AccessTokenFault.WrongIssuer);
        }

        if (!NamesAudience(payload))
        {
            return AccessTokenReading.Refused(AccessTokenFault.WrongAudience);
        }

        if (!TryReadTime(payload, "exp", out var expiresAt)
            || !TryReadTime(payload, "iat", out var issuedAt)
            || expiresAt - issuedAt > MaxLifetime
            || payload.Text("sub") is not { Length: > 0 } subject
            || payload.Text("sid") is not { Length: > 0 } sessionId
            || payload.Text("jti") is not { Length: > 0 } tokenId
            || payload.Text("email") is not { } email
            || !TryReadRoles(payload, out var roles))
        {
            return AccessTokenReading.Refused(AccessTokenFault.BadClaim);
        }

        if (now >= expiresAt)
        {
            return AccessTokenReading.Refused(AccessTokenFault.Expired);
        }

        if (issuedAt > now + ClockSkew || IsNotYetValid(payload, now))
        {
            return AccessTokenReading.Refused(AccessTokenFault.NotYetValid);
        }

        return AccessTokenReading.Accepted(new AccessTokenClaims(subject, email, roles, sessionId, tokenId, issuedAt, expiresAt));
    }

    private bool NamesAudience(JsonElement payload) =>
        payload.TryGetProperty("aud", out var named) && named.ValueKind switch
        {
            JsonValueKind.String => named.ValueEquals(audience),
            JsonValueKind.Array => named.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(audience)),
            _ => false,
        };

    private static bool IsNotYetValid(JsonElement payload, DateTimeOffset now) =>
        payload.TryGetProperty("nbf", out _) && (!TryReadTime(payload, "nbf", out var notBefore) || notBefore > now + ClockSkew);

    private static bool TryReadTime(JsonElement payload, string name, out DateTimeOffset time)
    {
        time = default;
        if (!payload.TryGetProperty(name, out var value)
            || value.ValueKind != JsonValueKind.Number
            || !value.TryGetInt64(out var seconds)
            || seconds < 0
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private static bool TryReadRoles(JsonElement payload, [NotNullWhen(true)] out string[]? roles)
    {
        roles = null;
        if (!payload.TryGetProperty("roles", out var array)
            || array.ValueKind != JsonValueKind.Array
            || array.EnumerateArray().Any(role => role.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        roles = [.. array.EnumerateArray().Select(role => role.GetString()!)];
        return true;
    }
}
