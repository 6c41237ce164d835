using MediaGateway.Domain.Security;
using MediaGateway.Grains.Accounts.Passwords;
using MediaGateway.Grains.Interfaces.Accounts;
using Orleans.Runtime;

namespace MediaGateway.Grains.Accounts;

/// <summary>One e-mail address that may sign in.</summary>
/// <remarks>
/// The lock after wrong passwords is in memory only, for addresses that somebody holds as for those that nobody does: a
/// stored one would tell them apart by the time it takes, and a grain that has been idle long enough to be collected has
/// outlived the longest lock.
/// </remarks>
public sealed class AccountGrain(
    [PersistentState("account", "Default")] IPersistentState<AccountState> state,
    PasswordHashing passwords,
    TimeProvider time) : Grain, IAccountGrain
{
    private PasswordLock _lock;

    /// <inheritdoc />
    public async Task<bool> ClaimAsync(AccountCredentials credentials, CancellationToken cancellationToken)
    {
        if (state.State.Credentials is { } held && held.UserId != credentials.UserId)
        {
            return false;
        }

        await CommitAsync(credentials);
        return true;
    }

    /// <inheritdoc />
    public async Task<PasswordVerdict> VerifyPasswordAsync(string password, CancellationToken cancellationToken)
    {
        if (_lock.RemainingAt(time.GetUtcNow()) is var wait && wait > TimeSpan.Zero)
        {
            return new PasswordVerdict(PasswordStatus.Locked, RetryAfterSeconds: (int)Math.Ceiling(wait.TotalSeconds));
        }

        var held = state.State.Credentials;
        var check = await passwords.CheckAsync(held?.PasswordHash ?? passwords.Decoy, password, cancellationToken);
        if (check == PasswordCheck.Busy)
        {
            return new PasswordVerdict(PasswordStatus.Busy, RetryAfterSeconds: PasswordHashing.RetryAfterSeconds);
        }

        if (check == PasswordCheck.Differs || held is null)
        {
            _lock = _lock.AfterFailure(time.GetUtcNow());
            return new PasswordVerdict(PasswordStatus.Wrong);
        }

        _lock = default;
        if (check == PasswordCheck.MatchesWeakHash && await passwords.HashAsync(password, cancellationToken) is { } stronger)
        {
            await CommitAsync(held with { PasswordHash = stronger });
        }

        return new PasswordVerdict(PasswordStatus.Right, held.UserId, held.Version);
    }

    /// <inheritdoc />
    public Task<AccountCredentials?> GetCredentialsAsync(CancellationToken cancellationToken) => Task.FromResult(state.State.Credentials);

    /// <inheritdoc />
    public Task ReplacePasswordAsync(AccountCredentials credentials, CancellationToken cancellationToken) =>
        state.State.Credentials?.UserId == credentials.UserId ? CommitAsync(credentials) : Task.CompletedTask;

    /// <inheritdoc />
    public async Task ReleaseAsync(string userId, CancellationToken cancellationToken)
    {
        if (state.State.Credentials?.UserId == userId)
        {
            await state.ClearOrReloadAsync(DeactivateOnIdle);
        }
    }

    private Task CommitAsync(AccountCredentials credentials) =>
        state.CommitOrReloadAsync(new AccountState { Credentials = credentials }, DeactivateOnIdle);
}
