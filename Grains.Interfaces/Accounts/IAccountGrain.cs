namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>
/// An e-mail address that may sign in: whose it is, the password's hash, and the lock after wrong passwords. Its key is the
/// normalised address. It calls no other grain; <see cref="IUserAccountGrain"/> decides who holds which address, and an
/// address whose user does not name it back opens nothing.
/// </summary>
[Alias("mg.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Gives the address to a user; false when another user holds it. For the same user it is repeated without harm.</summary>
    [Alias("claim")]
    Task<bool> ClaimAsync(AccountCredentials credentials, CancellationToken cancellationToken);

    /// <summary>
    /// Checks a password. An address that nobody holds takes the same time, is locked after as many attempts, and gives
    /// the same answer as a wrong password.
    /// </summary>
    [Alias("verify-password")]
    Task<PasswordVerdict> VerifyPasswordAsync(string password, CancellationToken cancellationToken);

    /// <summary>What the address holds; null when nobody holds it.</summary>
    [Repeatable, Alias("get-credentials")]
    Task<AccountCredentials?> GetCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the password of the user who holds the address; does nothing for another.</summary>
    [Repeatable, Alias("replace-password")]
    Task ReplacePasswordAsync(AccountCredentials credentials, CancellationToken cancellationToken);

    /// <summary>Frees the address if this user holds it.</summary>
    [Alias("release")]
    Task ReleaseAsync(string userId, CancellationToken cancellationToken);
}
