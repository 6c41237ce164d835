namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>What came of a request to an account.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Profile">The profile as it is now, where the request gives one.</param>
/// <param name="Tokens">New tokens, where the request gives some.</param>
/// <param name="EndedSessions">The sessions that ended by it, so that caches can let go of them.</param>
/// <param name="RetryAfterSeconds">When to try again, for <see cref="AccountStatus.Busy"/> and <see cref="AccountStatus.Locked"/>.</param>
[GenerateSerializer, Immutable, Alias("mg.account-answer")]
public sealed record AccountAnswer(
    [property: Id(0)] AccountStatus Status,
    [property: Id(1)] UserProfile? Profile = null,
    [property: Id(2)] SessionTokens? Tokens = null,
    [property: Id(3)] IReadOnlyList<string>? EndedSessions = null,
    [property: Id(4)] int RetryAfterSeconds = 0);

/// <summary>How a request to an account ended.</summary>
[GenerateSerializer]
public enum AccountStatus
{
    /// <summary>Well.</summary>
    Done,
    /// <summary>There is no such account (any more).</summary>
    NotFound,
    /// <summary>Another user holds the address.</summary>
    EmailTaken,
    /// <summary>The password, or the address it was checked for, is not the account's.</summary>
    WrongPassword,
    /// <summary>There were too many wrong passwords.</summary>
    Locked,
    /// <summary>Too many others wait for a password to be checked.</summary>
    Busy,
    /// <summary>The refresh token is not one of an open session.</summary>
    RefreshTokenInvalid,
    /// <summary>The refresh token was used before: its session has ended.</summary>
    RefreshTokenReused,
}
