using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Tests.Grains.Accounts;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Email = "ada@example.org";

    private AccountSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await AccountSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Who_registers_can_sign_in_and_read_the_profile()
    {
        var (userId, _) = await _silo.RegisterAsync(Email);
        var answer = await _silo.SignInAsync(Email);
        Assert.Equal(AccountStatus.Done, answer.Status);
        Assert.Equal((userId, Email, "Ada"), (answer.Profile!.UserId, answer.Profile.Email, answer.Profile.Name));
        Assert.Equal(["user"], answer.Profile.Roles);
        Assert.Equal(3600, answer.Tokens!.ExpiresInSeconds);
    }

    [Fact]
    public async Task An_address_belongs_to_one_user_and_the_second_leaves_nothing_behind()
    {
        await _silo.RegisterAsync(Email);
        var late = Guid.CreateVersion7().ToString();
        Assert.Equal(AccountStatus.EmailTaken, (await _silo.User(late).RegisterAsync(Email, AccountSilo.Password, "Eve", default)).Status);
        Assert.Null(await _silo.User(late).GetProfileAsync(default));
        Assert.Single(_silo.Storage.Stored("user-account"));
    }

    [Fact]
    public async Task Two_registrations_of_one_address_at_once_make_one_account()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            _silo.User(Guid.CreateVersion7().ToString()).RegisterAsync(Email, AccountSilo.Password, "Ada", default)));
        Assert.Single(answers, answer => answer.Status is AccountStatus.Done);
        // A busy machine may have no turn for a password in time, and says so.
        Assert.Equal(3, answers.Count(answer => answer.Status is AccountStatus.EmailTaken or AccountStatus.Busy));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_and_locked_alike()
    {
        await _silo.RegisterAsync(Email);
        for (var attempt = 0; attempt <= PasswordLock.FreeFailures; attempt++)
        {
            Assert.Equal(
                await _silo.Account(Email).VerifyPasswordAsync("wrong password", default),
                await _silo.Account("nobody@example.org").VerifyPasswordAsync("wrong password", default));
        }

        var locked = await _silo.Account(Email).VerifyPasswordAsync(AccountSilo.Password, default);
        Assert.Equal(new PasswordVerdict(PasswordStatus.Locked, RetryAfterSeconds: 1), locked);
        Assert.Equal(locked, await _silo.Account("nobody@example.org").VerifyPasswordAsync("wrong password", default));

        _silo.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PasswordStatus.Right, (await _silo.Account(Email).VerifyPasswordAsync(AccountSilo.Password, default)).Status);
    }

    [Fact]
    public async Task A_weak_hash_is_replaced_when_its_password_is_seen()
    {
        var weak = new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(
            new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1000 })).HashPassword(new object(), AccountSilo.Password);
        var account = _silo.Account(Email);
        await account.ClaimAsync(new AccountCredentials("user", weak, 1), default);

        Assert.Equal(PasswordStatus.Right, (await account.VerifyPasswordAsync(AccountSilo.Password, default)).Status);
        var stronger = await account.GetCredentialsAsync(default);
        Assert.NotEqual(weak, stronger!.PasswordHash);
        Assert.Equal(1, stronger.Version);
        Assert.Equal(PasswordStatus.Right, (await account.VerifyPasswordAsync(AccountSilo.Password, default)).Status);
    }

    [Fact]
    public async Task A_sign_in_begun_with_the_old_password_does_not_end_in_a_session()
    {
        var (userId, tokens) = await _silo.RegisterAsync(Email);
        var verdict = await _silo.Account(Email).VerifyPasswordAsync(AccountSilo.Password, default);
        var update = new AccountUpdate(SessionOf(tokens), NewPassword: "another long password", CurrentPassword: AccountSilo.Password);
        Assert.Equal(AccountStatus.Done, (await _silo.User(userId).UpdateAsync(update, default)).Status);
        Assert.Equal(AccountStatus.WrongPassword, (await _silo.User(userId).OpenSessionAsync(Email, verdict.CredentialVersion, default)).Status);
    }

    [Fact]
    public async Task Accounts_and_sessions_outlive_the_process()
    {
        var (userId, tokens) = await _silo.RegisterAsync(Email);
        await using var next = await AccountSilo.StartAsync(after: _silo);
        Assert.True(await next.User(userId).IsSessionLiveAsync(SessionOf(tokens), default));
        Assert.Equal(AccountStatus.Done, (await next.SignInAsync(Email)).Status);
    }

    [Fact]
    public async Task A_registration_that_was_not_stored_is_not_answered_as_if_it_were()
    {
        _silo.Storage.FailWrite("account");
        var first = Guid.CreateVersion7().ToString();
        await Assert.ThrowsAnyAsync<Exception>(() => _silo.User(first).RegisterAsync(Email, AccountSilo.Password, "Ada", default));
        Assert.Equal(AccountStatus.WrongPassword, (await _silo.SignInAsync(Email)).Status);
        await _silo.RegisterAsync(Email);
    }

    [Fact]
    public async Task No_secret_is_stored_in_the_clear()
    {
        var (_, tokens) = await _silo.RegisterAsync(Email);
        var stored = string.Join('\n', new[] { "account", "user-account", "signing-keys" }.SelectMany(_silo.Storage.Stored));
        Assert.NotEmpty(stored);
        Assert.DoesNotContain(AccountSilo.Password, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(tokens.RefreshToken[^40..], stored, StringComparison.Ordinal);
        Assert.DoesNotContain(tokens.AccessToken, stored, StringComparison.Ordinal);
    }

    private static string SessionOf(SessionTokens tokens)
    {
        Assert.True(RefreshToken.TryParse(tokens.RefreshToken, out var token));
        return token.SessionId;
    }
}
