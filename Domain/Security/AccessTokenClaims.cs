namespace MediaGateway.Domain.Security;

/// <summary>What an access token says.</summary>
/// <param name="Subject"><c>sub</c>: the user id.</param>
/// <param name="Email"><c>email</c>: the user's address when the token was made.</param>
/// <param name="Roles"><c>roles</c>.</param>
/// <param name="SessionId"><c>sid</c>: the session that the token ends with.</param>
/// <param name="TokenId"><c>jti</c>: unique for each token.</param>
/// <param name="IssuedAt"><c>iat</c>, in whole seconds.</param>
/// <param name="ExpiresAt"><c>exp</c>, in whole seconds.</param>
public sealed record AccessTokenClaims(
    string Subject,
    string Email,
    IReadOnlyList<string> Roles,
    string SessionId,
    string TokenId,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt);
