using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Tests.Grains.Accounts;

public sealed class AccountUpdateTests : IAsyncLifetime
{
    private const string Old = "ada@example.org";
    private const string New = "lovelace@example.org";

    private AccountSilo _silo = null!;
    private string _userId = null!;
    private string _session = null!;

    public async Task InitializeAsync()
    {
        _silo = await AccountSilo.StartAsync();
        (_userId, var tokens) = await _silo.RegisterAsync(Old);
        _session = RefreshToken.TryParse(tokens.RefreshToken, out var token) ? token.SessionId : throw new InvalidOperationException();
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task What_is_not_named_stays_as_it_is()
    {
        await UpdateAsync(new AccountUpdate(_session, Region: "DE", Languages: ["de", "en"], Maturity: Maturity.Teen));
        var answer = await UpdateAsync(new AccountUpdate(_session, Name: "Ada L."));
        Assert.Equivalent(new { Name = "Ada L.", Region = "DE", Maturity = Maturity.Teen, Email = Old }, answer.Profile);
        Assert.Equal(["de", "en"], answer.Profile!.Languages);
    }

    [Fact]
    public async Task A_new_address_opens_and_the_old_one_is_free()
    {
        Assert.Equal(AccountStatus.Done, (await MoveAsync()).Status);
        Assert.Equal(AccountStatus.Done, (await _silo.SignInAsync(New)).Status);
        Assert.Equal(AccountStatus.WrongPassword, (await _silo.SignInAsync(Old)).Status);
        Assert.True(await _silo.User(_userId).IsSessionLiveAsync(_session, default));
        await _silo.RegisterAsync(Old);
    }

    [Fact]
    public async Task An_address_that_another_holds_changes_nothing_at_all()
    {
        await _silo.RegisterAsync(New);
        var answer = await UpdateAsync(new AccountUpdate(_session, Name: "Else", Email: New, NewPassword: "another long password", CurrentPassword: AccountSilo.Password));
        Assert.Equal(AccountStatus.EmailTaken, answer.Status);
        Assert.Equal((Old, "Ada"), await NamesAsync());
        Assert.Equal(_userId, (await _silo.SignInAsync(Old)).Profile!.UserId);
        Assert.NotEqual(_userId, (await _silo.SignInAsync(New)).Profile!.UserId);
    }

    [Fact]
    public async Task A_wrong_current_password_changes_nothing_at_all()
    {
        var answer = await UpdateAsync(new AccountUpdate(_session, Name: "Else", NewPassword: "another long password", CurrentPassword: "wrong password"));
        Assert.Equal(AccountStatus.WrongPassword, answer.Status);
        Assert.Equal((Old, "Ada"), await NamesAsync());
        Assert.Equal(AccountStatus.Done, (await _silo.SignInAsync(Old)).Status);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        await _silo.SignInAsync(Old);
        var answer = await UpdateAsync(new AccountUpdate(_session, NewPassword: "another long password", CurrentPassword: AccountSilo.Password));
        Assert.Single(answer.EndedSessions!);
        Assert.Equal([_session], (await _silo.User(_userId).GetSessionsAsync(default)).Select(session => session.SessionId));
        Assert.Equal(AccountStatus.WrongPassword, (await _silo.SignInAsync(Old)).Status);
        Assert.Equal(AccountStatus.Done, (await _silo.SignInAsync(Old, "another long password")).Status);
    }

    [Theory]
    [InlineData("user-account", 0)]
    [InlineData("account", 0)]
    [InlineData("user-account", 1)]
    [InlineData("account", 1)]
    [InlineData("user-account", 2)]
    public async Task Wherever_a_change_of_address_is_cut_off_exactly_one_address_opens(string state, int after)
    {
        _silo.Storage.FailWrite(state, after);
        await Assert.ThrowsAnyAsync<Exception>(MoveAsync);

        await using var next = await AccountSilo.StartAsync(after: _silo);
        var email = (await next.User(_userId).GetProfileAsync(default))!.Email;
        var other = email == Old ? New : Old;
        Assert.Equal(AccountStatus.Done, (await next.SignInAsync(email)).Status);
        Assert.Equal(AccountStatus.WrongPassword, (await next.SignInAsync(other)).Status);
        await next.RegisterAsync(other);
    }

    private Task<AccountAnswer> UpdateAsync(AccountUpdate update) => _silo.User(_userId).UpdateAsync(update, default);

    private Task<AccountAnswer> MoveAsync() => UpdateAsync(new AccountUpdate(_session, Email: New, CurrentPassword: AccountSilo.Password));

    private async Task<(string Email, string Name)> NamesAsync()
    {
        var profile = await _silo.User(_userId).GetProfileAsync(default);
        return (profile!.Email, profile.Name);
    }
}
