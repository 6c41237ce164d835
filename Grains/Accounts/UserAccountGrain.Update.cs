using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Grains.Accounts;

/// <summary>The part that changes profile, address and password.</summary>
public sealed partial class UserAccountGrain
{
    /// <inheritdoc />
    public async Task<AccountAnswer> UpdateAsync(AccountUpdate update, CancellationToken cancellationToken)
    {
        if (Active() is not { } profile)
        {
            return new AccountAnswer(AccountStatus.NotFound);
        }

        await SettleAddressesAsync(cancellationToken);
        var credentials = default(AccountCredentials);
        if (update.Email is not null || update.NewPassword is not null)
        {
            var (refusal, checkedCredentials) = await CheckCurrentPasswordAsync(profile.Email, update, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }

            credentials = checkedCredentials;
        }

        var changed = profile with
        {
            Email = update.Email ?? profile.Email,
            Name = update.Name ?? profile.Name,
            Region = update.Region ?? profile.Region,
            Languages = update.Languages ?? profile.Languages,
            Maturity = update.Maturity ?? profile.Maturity,
        };
        if (credentials is not null && !await PlaceCredentialsAsync(profile.Email, changed.Email, credentials, cancellationToken))
        {
            return new AccountAnswer(AccountStatus.EmailTaken);
        }

        return await CommitUpdateAsync(update, changed, credentials, cancellationToken);
    }

    /// <summary>The credentials as they are to be, or why they may not change.</summary>
    private async Task<(AccountAnswer? Refusal, AccountCredentials? Credentials)> CheckCurrentPasswordAsync(
        string email, AccountUpdate update, CancellationToken cancellationToken)
    {
        var account = Account(email);
        var verdict = await account.VerifyPasswordAsync(update.CurrentPassword ?? string.Empty, cancellationToken);
        switch (verdict.Status)
        {
            case PasswordStatus.Busy:
                return (new AccountAnswer(AccountStatus.Busy, RetryAfterSeconds: verdict.RetryAfterSeconds), null);
            case PasswordStatus.Locked:
                return (new AccountAnswer(AccountStatus.Locked, RetryAfterSeconds: verdict.RetryAfterSeconds), null);
        }

        if (verdict.UserId != UserId || await account.GetCredentialsAsync(cancellationToken) is not { } current)
        {
            return (new AccountAnswer(AccountStatus.WrongPassword), null);
        }

        if (update.NewPassword is null)
        {
            return (null, current);
        }

        return await passwords.HashAsync(update.NewPassword, cancellationToken) is { } hash
            ? (null, new AccountCredentials(UserId, hash, current.Version + 1))
            : (Busy(), null);
    }

    /// <summary>Puts the credentials where the user will sign in; false when another user holds that address.</summary>
    private async Task<bool> PlaceCredentialsAsync(string from, string to, AccountCredentials credentials, CancellationToken cancellationToken)
    {
        if (from == to)
        {
            await Account(to).ReplacePasswordAsync(credentials, cancellationToken);
            return true;
        }

        await CommitAsync(_committed with { ClaimingEmail = to });
        if (await Account(to).ClaimAsync(credentials, cancellationToken))
        {
            return true;
        }

        await CommitAsync(_committed with { ClaimingEmail = null });
        return false;
    }

    private async Task<AccountAnswer> CommitUpdateAsync(
        AccountUpdate update, UserProfile changed, AccountCredentials? credentials, CancellationToken cancellationToken)
    {
        var oldEmail = _committed.Profile!.Email;
        IReadOnlyList<string> ended = [];
        var sessions = update.NewPassword is null ? Sessions : Sessions.EndAllBut(update.SessionId, time.GetUtcNow(), out ended);
        await CommitAsync(_committed with
        {
            Profile = changed,
            CredentialVersion = credentials?.Version ?? _committed.CredentialVersion,
            Sessions = sessions.Records,
            ClaimingEmail = null,
            ReleasingEmail = oldEmail == changed.Email ? _committed.ReleasingEmail : oldEmail,
        });
        await SettleAddressesAsync(cancellationToken);
        return new AccountAnswer(AccountStatus.Done, changed, EndedSessions: ended);
    }

    /// <summary>Frees the addresses that a change of address left behind, this one or one that was cut off.</summary>
    private async Task SettleAddressesAsync(CancellationToken cancellationToken)
    {
        foreach (var email in new[] { _committed.ClaimingEmail, _committed.ReleasingEmail })
        {
            if (email is not null && email != _committed.Profile?.Email)
            {
                await Account(email).ReleaseAsync(UserId, cancellationToken);
            }
        }

        if (_committed.ClaimingEmail is not null || _committed.ReleasingEmail is not null)
        {
            await CommitAsync(_committed with { ClaimingEmail = null, ReleasingEmail = null });
        }
    }
}
