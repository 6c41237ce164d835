using MediaGateway.Domain.Security;
using MediaGateway.Grains.Accounts.Passwords;
using MediaGateway.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaGateway.Grains.Accounts;

/// <summary>
/// One user as somebody who signs in. The profile's address is the truth about which address is hers: one that was claimed
/// but is not named here opens no session. A change of address is claim, commit here, release; what a crash leaves of it is
/// settled when the grain is activated next.
/// </summary>
public sealed partial class UserAccountGrain(
    [PersistentState("user-account", "Default")] IPersistentState<UserAccountState> state,
    PasswordHashing passwords,
    TimeProvider time,
    ILogger<UserAccountGrain> logger) : Grain, IUserAccountGrain, IRemindable
{
    private static readonly IReadOnlyList<string> NewUserRoles = ["user"];

    // Reads interleave with a write under way and must not see what is not committed.
    private UserAccountState _committed = new();

    private string UserId => this.GetPrimaryKeyString();

    private SessionBook Sessions => new(_committed.Sessions);

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _committed = state.State;
        await SettleAddressesAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task<AccountAnswer> RegisterAsync(string email, string password, string name, CancellationToken cancellationToken)
    {
        if (_committed.IsErasing || (_committed.Profile is { } made && made.Email != email))
        {
            throw new InvalidOperationException("A user id is used for one registration only.");
        }

        if (_committed.Profile is not null && await Account(email).GetCredentialsAsync(cancellationToken) is { } held)
        {
            return await RepeatRegistrationAsync(held, password, cancellationToken);
        }

        if (await passwords.HashAsync(password, cancellationToken) is not { } hash)
        {
            return Busy();
        }

        // The address is claimed last: whoever can sign in has a profile, and a crash before leaves nothing that is seen.
        var now = time.GetUtcNow();
        var token = NewRefreshToken();
        var sessions = SessionBook.Empty.Open(token, now, out _);
        var profile = new UserProfile(UserId, email, name, NewUserRoles, Region: null, Languages: [], Maturity.Adult, now);
        await CommitAsync(new UserAccountState { Profile = profile, CredentialVersion = 1, Sessions = sessions.Records });
        if (!await Account(email).ClaimAsync(new AccountCredentials(UserId, hash, 1), cancellationToken))
        {
            await ForgetAsync();
            return new AccountAnswer(AccountStatus.EmailTaken);
        }

        return await WithTokensAsync(token, endedSessions: null, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<AccountAnswer> OpenSessionAsync(string email, int credentialVersion, CancellationToken cancellationToken)
    {
        if (Active() is not { } profile || profile.Email != email || credentialVersion < _committed.CredentialVersion)
        {
            return new AccountAnswer(AccountStatus.WrongPassword);
        }

        var token = NewRefreshToken();
        var sessions = Sessions.Open(token, time.GetUtcNow(), out var ended);
        await CommitAsync(_committed with { Sessions = sessions.Records });
        return await WithTokensAsync(token, ended, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<AccountAnswer> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (Active() is null || !RefreshToken.TryParse(refreshToken, out var presented) || presented.UserId != UserId)
        {
            return new AccountAnswer(AccountStatus.RefreshTokenInvalid);
        }

        var replacement = RefreshToken.Create(UserId, presented.SessionId);
        switch (Sessions.Refresh(presented, replacement, time.GetUtcNow(), out var sessions))
        {
            case RefreshOutcome.Rotated:
                await CommitAsync(_committed with { Sessions = sessions.Records });
                return await WithTokensAsync(replacement, endedSessions: null, cancellationToken);
            case RefreshOutcome.Reused:
                await CommitAsync(_committed with { Sessions = sessions.Records });
                LogReuse(UserId);
                return new AccountAnswer(AccountStatus.RefreshTokenReused, EndedSessions: [presented.SessionId]);
            case RefreshOutcome.EndedBefore:
                return new AccountAnswer(AccountStatus.RefreshTokenReused);
            default:
                return new AccountAnswer(AccountStatus.RefreshTokenInvalid);
        }
    }

    /// <inheritdoc />
    public Task EndSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        Sessions.IsOpen(sessionId, time.GetUtcNow())
            ? CommitAsync(_committed with { Sessions = Sessions.End(sessionId).Records })
            : Task.CompletedTask;

    /// <inheritdoc />
    public Task<bool> IsSessionLiveAsync(string sessionId, CancellationToken cancellationToken) =>
        Task.FromResult(Active() is not null && Sessions.IsOpen(sessionId, time.GetUtcNow()));

    /// <inheritdoc />
    public Task<UserProfile?> GetProfileAsync(CancellationToken cancellationToken) => Task.FromResult(Active());

    /// <inheritdoc />
    public Task<IReadOnlyList<UserSession>> GetSessionsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSession>>(
        [
            .. Sessions.OpenAt(time.GetUtcNow())
                .Select(session => new UserSession(session.SessionId, session.OpenedAt, session.RefreshedAt, session.ExpiresAt)),
        ]);

    // The registration has been here before and its answer was lost.
    private async Task<AccountAnswer> RepeatRegistrationAsync(AccountCredentials held, string password, CancellationToken cancellationToken)
    {
        if (held.UserId != UserId)
        {
            await ForgetAsync();
            return new AccountAnswer(AccountStatus.EmailTaken);
        }

        var email = _committed.Profile!.Email;
        var verdict = await Account(email).VerifyPasswordAsync(password, cancellationToken);
        return verdict.Status switch
        {
            PasswordStatus.Right => await OpenSessionAsync(email, verdict.CredentialVersion, cancellationToken),
            PasswordStatus.Busy => Busy(),
            PasswordStatus.Locked => new AccountAnswer(AccountStatus.Locked, RetryAfterSeconds: verdict.RetryAfterSeconds),
            _ => new AccountAnswer(AccountStatus.EmailTaken),
        };
    }

    private static AccountAnswer Busy() => new(AccountStatus.Busy, RetryAfterSeconds: PasswordHashing.RetryAfterSeconds);

    private UserProfile? Active() => _committed.IsErasing ? null : _committed.Profile;

    private IAccountGrain Account(string email) => GrainFactory.GetGrain<IAccountGrain>(email);

    private RefreshToken NewRefreshToken() => RefreshToken.Create(UserId, Guid.CreateVersion7(time.GetUtcNow()).ToString());

    private async Task<AccountAnswer> WithTokensAsync(RefreshToken token, IReadOnlyList<string>? endedSessions, CancellationToken cancellationToken)
    {
        var profile = _committed.Profile!;
        var request = new AccessTokenRequest(UserId, profile.Email, profile.Roles, token.SessionId);
        var issued = await GrainFactory.GetGrain<ISigningKeyGrain>(ISigningKeyGrain.Key).IssueAsync(request, cancellationToken);
        var tokens = new SessionTokens(issued.Token, issued.ExpiresInSeconds, token.Reveal());
        return new AccountAnswer(AccountStatus.Done, profile, tokens, endedSessions);
    }

    private async Task CommitAsync(UserAccountState next)
    {
        await state.CommitOrReloadAsync(next, DeactivateOnIdle);
        _committed = next;
    }

    private async Task ForgetAsync()
    {
        await state.ClearOrReloadAsync(DeactivateOnIdle);
        _committed = new UserAccountState();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refresh token of user {UserId} was used twice; its session has ended.")]
    private partial void LogReuse(string userId);
}
