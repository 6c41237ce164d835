using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Tests.Grains.Accounts;

public sealed class RefreshTests : IAsyncLifetime
{
    private AccountSilo _silo = null!;
    private string _userId = null!;
    private SessionTokens _tokens = null!;

    private IUserAccountGrain User => _silo.User(_userId);

    private string SessionId => RefreshToken.TryParse(_tokens.RefreshToken, out var token) ? token.SessionId : throw new InvalidOperationException();

    public async Task InitializeAsync()
    {
        _silo = await AccountSilo.StartAsync();
        (_userId, _tokens) = await _silo.RegisterAsync("ada@example.org");
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Each_refresh_gives_the_next_token()
    {
        var token = _tokens.RefreshToken;
        for (var i = 0; i < 3; i++)
        {
            var answer = await User.RefreshAsync(token, default);
            Assert.Equal(AccountStatus.Done, answer.Status);
            Assert.NotEqual(token, answer.Tokens!.RefreshToken);
            token = answer.Tokens.RefreshToken;
        }
    }

    [Fact]
    public async Task A_used_token_ends_its_session_and_says_so_ever_after()
    {
        var next = (await User.RefreshAsync(_tokens.RefreshToken, default)).Tokens!.RefreshToken;
        var reused = await User.RefreshAsync(_tokens.RefreshToken, default);
        Assert.Equal(AccountStatus.RefreshTokenReused, reused.Status);
        Assert.Equal([SessionId], reused.EndedSessions!);
        Assert.False(await User.IsSessionLiveAsync(SessionId, default));
        Assert.Equal(AccountStatus.RefreshTokenReused, (await User.RefreshAsync(next, default)).Status);
    }

    [Fact]
    public async Task Of_two_refreshes_at_once_one_is_first_and_the_session_ends_for_both()
    {
        var answers = await Task.WhenAll(User.RefreshAsync(_tokens.RefreshToken, default), User.RefreshAsync(_tokens.RefreshToken, default));
        var winner = Assert.Single(answers, answer => answer.Status is AccountStatus.Done);
        Assert.Single(answers, answer => answer.Status is AccountStatus.RefreshTokenReused);
        Assert.False(await User.IsSessionLiveAsync(SessionId, default));
        Assert.Equal(AccountStatus.RefreshTokenReused, (await User.RefreshAsync(winner.Tokens!.RefreshToken, default)).Status);
    }

    [Fact]
    public async Task A_token_of_another_user_or_of_an_ended_session_is_invalid()
    {
        var (_, others) = await _silo.RegisterAsync("eve@example.org");
        Assert.Equal(AccountStatus.RefreshTokenInvalid, (await User.RefreshAsync(others.RefreshToken, default)).Status);
        Assert.Equal(AccountStatus.RefreshTokenInvalid, (await User.RefreshAsync("nonsense", default)).Status);

        await User.EndSessionAsync(SessionId, default);
        Assert.False(await User.IsSessionLiveAsync(SessionId, default));
        Assert.Equal(AccountStatus.RefreshTokenInvalid, (await User.RefreshAsync(_tokens.RefreshToken, default)).Status);
    }

    [Fact]
    public async Task A_refresh_that_was_not_stored_leaves_the_token_good()
    {
        _silo.Storage.FailWrite("user-account");
        await Assert.ThrowsAnyAsync<Exception>(() => User.RefreshAsync(_tokens.RefreshToken, default));
        Assert.Equal(AccountStatus.Done, (await User.RefreshAsync(_tokens.RefreshToken, default)).Status);
    }

    [Fact]
    public async Task The_oldest_session_gives_way_to_one_too_many()
    {
        var ended = new List<string>();
        for (var i = 0; i < SessionBook.MaxOpen; i++)
        {
            _silo.Time.Advance(TimeSpan.FromSeconds(1));
            ended.AddRange((await User.OpenSessionAsync("ada@example.org", credentialVersion: 1, default)).EndedSessions!);
        }

        Assert.Equal([SessionId], ended);
        Assert.Equal(SessionBook.MaxOpen, (await User.GetSessionsAsync(default)).Count);
    }
}
