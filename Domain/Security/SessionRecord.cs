namespace MediaGateway.Domain.Security;

/// <summary>What is kept of a session, a family of refresh tokens of which only the newest is good.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="SecretHash">The hash of the newest refresh token's secret.</param>
/// <param name="OpenedAt">When the user signed in.</param>
/// <param name="RefreshedAt">When its refresh token was last exchanged.</param>
/// <param name="ExpiresAt">When it ends unless it is refreshed before.</param>
/// <param name="EndedByReuse">Whether it has ended because a used token came again. It is kept, so that the answer stays the same.</param>
[GenerateSerializer, Immutable, Alias("mg.session-record")]
public sealed record SessionRecord(
    [property: Id(0)] string SessionId,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] DateTimeOffset OpenedAt,
    [property: Id(3)] DateTimeOffset RefreshedAt,
    [property: Id(4)] DateTimeOffset ExpiresAt,
    [property: Id(5)] bool EndedByReuse);
