namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>What came of checking a password.</summary>
/// <param name="Status">Whether it was right.</param>
/// <param name="UserId">Whose it is; null unless it was right.</param>
/// <param name="CredentialVersion">Which of the user's passwords it was.</param>
/// <param name="RetryAfterSeconds">When to try again, for <see cref="PasswordStatus.Locked"/> and <see cref="PasswordStatus.Busy"/>.</param>
[GenerateSerializer, Immutable, Alias("mg.password-verdict")]
public sealed record PasswordVerdict(
    [property: Id(0)] PasswordStatus Status,
    [property: Id(1)] string? UserId = null,
    [property: Id(2)] int CredentialVersion = 0,
    [property: Id(3)] int RetryAfterSeconds = 0);

/// <summary>Whether a password was right.</summary>
[GenerateSerializer]
public enum PasswordStatus
{
    /// <summary>It was.</summary>
    Right,
    /// <summary>It was not, or nobody holds the address.</summary>
    Wrong,
    /// <summary>It was not looked at: there were too many wrong ones.</summary>
    Locked,
    /// <summary>It was not looked at: too many others wait to be checked.</summary>
    Busy,
}
