namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>
/// Holds the keys that access tokens are signed with, and signs. There is one, <see cref="Key"/>. A key is made at first
/// use and replaced every 30 days; the one before is still published until the last token signed with it has expired.
/// </summary>
[Alias("mg.signing-key")]
public interface ISigningKeyGrain : IGrainWithStringKey
{
    /// <summary>The key of the only grain of this kind.</summary>
    const string Key = "access-tokens";

    /// <summary>Signs an access token for a session.</summary>
    [Repeatable, Alias("issue")]
    Task<IssuedAccessToken> IssueAsync(AccessTokenRequest request, CancellationToken cancellationToken);

    /// <summary>The public keys as an RFC 7517 key set, the one that signs now first.</summary>
    [Repeatable, Alias("get-key-set")]
    Task<string> GetKeySetAsync(CancellationToken cancellationToken);
}

/// <summary>For whom an access token is to be made.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">The user's address.</param>
/// <param name="Roles">The user's roles.</param>
/// <param name="SessionId">The session that the token ends with.</param>
[GenerateSerializer, Immutable, Alias("mg.access-token-request")]
public sealed record AccessTokenRequest(
    [property: Id(0)] string UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] IReadOnlyList<string> Roles,
    [property: Id(3)] string SessionId);

/// <summary>A signed access token.</summary>
/// <param name="Token">The JWT.</param>
/// <param name="ExpiresInSeconds">How long it is good for.</param>
[GenerateSerializer, Immutable, Alias("mg.issued-access-token")]
public sealed record IssuedAccessToken(
    [property: Id(0)] string Token,
    [property: Id(1)] int ExpiresInSeconds)
{
    /// <summary>Does not show the token: it stays out of logs.</summary>
    public override string ToString() => $"access token for {ExpiresInSeconds} s";
}
