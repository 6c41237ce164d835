using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>
/// A user as somebody who signs in: profile, the address the user signs in with, and the sessions. Its key is the user id.
/// It is the one authority on which address belongs to the user, and carries changes of it through to
/// <see cref="IAccountGrain"/>, also after a crash in the middle.
/// </summary>
[Alias("mg.user-account")]
public interface IUserAccountGrain : IGrainWithStringKey
{
    /// <summary>Makes the account and opens its first session; repeated with the same address and password it opens another.</summary>
    [Alias("register")]
    Task<AccountAnswer> RegisterAsync(string email, string password, string name, CancellationToken cancellationToken);

    /// <summary>Opens a session after <see cref="IAccountGrain.VerifyPasswordAsync"/> found the password right.</summary>
    /// <param name="email">The address that the user signed in with.</param>
    /// <param name="credentialVersion">The version that the verdict named.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("open-session")]
    Task<AccountAnswer> OpenSessionAsync(string email, int credentialVersion, CancellationToken cancellationToken);

    /// <summary>
    /// Gives new tokens for a refresh token and makes it used. A used one ends its session: of two requests with the same
    /// token, however close, one is first and gets tokens, the other gets <see cref="AccountStatus.RefreshTokenReused"/>,
    /// and the tokens of the first end with the session.
    /// </summary>
    [Alias("refresh")]
    Task<AccountAnswer> RefreshAsync(string refreshToken, CancellationToken cancellationToken);

    /// <summary>Ends a session; nothing happens when it has ended before.</summary>
    [Repeatable, Alias("end-session")]
    Task EndSessionAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Whether the session has neither ended nor expired.</summary>
    [ReadOnly, AlwaysInterleave, Alias("is-session-live")]
    Task<bool> IsSessionLiveAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>The profile; null when there is no such user.</summary>
    [ReadOnly, AlwaysInterleave, Alias("get-profile")]
    Task<UserProfile?> GetProfileAsync(CancellationToken cancellationToken);

    /// <summary>The sessions that are open, the newest first.</summary>
    [ReadOnly, AlwaysInterleave, Alias("get-sessions")]
    Task<IReadOnlyList<UserSession>> GetSessionsAsync(CancellationToken cancellationToken);

    /// <summary>Changes the account: all of it, or nothing.</summary>
    [Alias("update")]
    Task<AccountAnswer> UpdateAsync(AccountUpdate update, CancellationToken cancellationToken);

    /// <summary>Connects a service, or says anew which account she has there.</summary>
    [Repeatable, Alias("connect-platform")]
    Task<AccountAnswer> ConnectPlatformAsync(PlatformConnection connection, CancellationToken cancellationToken);

    /// <summary>Disconnects a service; nothing happens where it is not connected.</summary>
    [Repeatable, Alias("disconnect-platform")]
    Task<AccountAnswer> DisconnectPlatformAsync(string platform, CancellationToken cancellationToken);

    /// <summary>Ends every session and removes everything the gateway holds of the user. What a crash interrupts is finished later.</summary>
    [ResponseTimeout("00:01:00"), Alias("erase")]
    Task<AccountAnswer> EraseAsync(CancellationToken cancellationToken);
}
