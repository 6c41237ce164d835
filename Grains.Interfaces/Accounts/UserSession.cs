namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>A session that is open.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="OpenedAt">When the user signed in.</param>
/// <param name="LastRefreshedAt">When its refresh token was last exchanged.</param>
/// <param name="ExpiresAt">When it ends unless it is refreshed before.</param>
[GenerateSerializer, Immutable, Alias("mg.user-session")]
public sealed record UserSession(
    [property: Id(0)] string SessionId,
    [property: Id(1)] DateTimeOffset OpenedAt,
    [property: Id(2)] DateTimeOffset LastRefreshedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt);
