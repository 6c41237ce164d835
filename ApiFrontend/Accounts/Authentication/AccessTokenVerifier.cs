using System.Security.Claims;
using MediaGateway.Domain.Security;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>
/// Turns access tokens into principals. A token whose signature was checked is remembered by its digest until it expires,
/// so a client's second request pays for a hash and two look-ups, not for an ECDSA verification. Whether its session is
/// still open is asked of <see cref="SessionWatch"/> each time.
/// </summary>
internal sealed class AccessTokenVerifier(AccessTokenFormat format, SigningKeySource keys, SessionWatch sessions, TimeProvider time)
{
    private const int Capacity = 50_000;

    private readonly GenerationalCache<TokenDigest, VerifiedToken> _verified = new(Capacity);

    /// <summary>The principal that the token stands for, or why there is none.</summary>
    public async ValueTask<CredentialReading> ReadAsync(string token, CancellationToken cancellationToken)
    {
        // Nothing longer is ever issued; hashing it would only serve whoever sent it.
        if (token.Length > CompactJws.MaxLength)
        {
            return CredentialReading.Malformed;
        }

        var digest = TokenDigest.Of(token);
        if (!_verified.TryGet(digest, out var verified))
        {
            var reading = await VerifyAsync(token, cancellationToken);
            if (reading.Claims is not { } claims)
            {
                return reading.Fault == AccessTokenFault.Malformed ? CredentialReading.Malformed : CredentialReading.Invalid;
            }

            verified = _verified.GetOrAdd(digest, new VerifiedToken(
                CallerPrincipal.ForUser(claims.Subject, claims.Email, claims.Roles, claims.SessionId),
                claims.Subject,
                claims.SessionId,
                claims.ExpiresAt));
        }

        return time.GetUtcNow() < verified.ExpiresAt
            && await sessions.IsOpenAsync(sessions.Watch(verified.UserId, verified.SessionId), cancellationToken)
            ? CredentialReading.Of(verified.Principal)
            : CredentialReading.Invalid;
    }

    private async ValueTask<AccessTokenReading> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        var reading = format.Read(token, await keys.GetAsync(cancellationToken), time.GetUtcNow());
        return reading.Fault == AccessTokenFault.UnknownKey
            ? format.Read(token, await keys.GetAgainAsync(cancellationToken), time.GetUtcNow())
            : reading;
    }

    private sealed record VerifiedToken(ClaimsPrincipal Principal, string UserId, string SessionId, DateTimeOffset ExpiresAt);
}
