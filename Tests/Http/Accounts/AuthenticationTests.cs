using System.Text;
using System.Text.Json;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Accounts;
using MediaGateway.Grains.Accounts.Keys;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Http.Accounts;

public sealed class AuthenticationTests : IAsyncLifetime
{
    private const string InvalidToken = "Bearer realm=\"API\", error=\"invalid_token\"";

    private AccountHost _host = null!;

    public async Task InitializeAsync() => _host = await AccountHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_token_says_who_is_calling()
    {
        var ada = await _host.RegisterAsync();
        var answer = await _host.GetAsync("/whoami", Token(ada));
        Assert.Equal((200, ada.GetProperty("user_id").GetString()), (answer.Status, answer.Body.GetString()));
    }

    [Fact]
    public async Task Without_a_token_the_answer_asks_for_one()
    {
        var answer = await _host.GetAsync("/whoami");
        Assert.Equal((401, "missing_token", "Bearer realm=\"API\""), (answer.Status, answer.Error, answer.Challenge));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.b.c.d.e")]
    [InlineData("Bearer e30.e30.e30=")]
    [InlineData("Bearer mgadm_short")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData("nonsense")]
    public async Task What_is_no_token_is_malformed(string authorization)
    {
        var answer = await _host.SendAsync(HttpMethod.Get, "/whoami", authorization);
        Assert.Equal((400, "malformed_token", "Malformed authorization token"), (answer.Status, answer.Error, answer.Body.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_token_of_a_megabyte_is_malformed_or_too_large()
    {
        var answer = await _host.GetAsync("/whoami", new string('A', 20_000));
        Assert.Equal((400, "malformed_token"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task An_expired_token_is_invalid_to_the_second_also_when_it_is_remembered()
    {
        var token = Token(await _host.RegisterAsync());
        _host.Silo.Time.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(200, (await _host.GetAsync("/whoami", token)).Status);
        _host.Silo.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertInvalidAsync(token);
    }

    [Fact]
    public async Task Forged_tokens_are_invalid()
    {
        var token = Token(await _host.RegisterAsync());
        var parts = token.Split('.');
        var eve = P256SigningKey.Generate();
        var keyId = CompactJws.TryParse(token, out var message) ? message.Header.KeyId! : throw new InvalidOperationException();
        foreach (var header in new[]
        {
            """{"alg":"none","typ":"at+jwt"}""",
            $$"""{"alg":"HS256","typ":"at+jwt","kid":"{{keyId}}"}""",
            $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{eve.PublicKey.KeyId}}"}""",
            $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{keyId}}"}""",
            $$"""{"alg":"ES256","typ":"JWT","kid":"{{keyId}}"}""",
        })
        {
            var input = $"{StrictBase64Url.Encode(Encoding.UTF8.GetBytes(header))}.{parts[1]}";
            await AssertInvalidAsync($"{input}.{StrictBase64Url.Encode(eve.Sign(Encoding.ASCII.GetBytes(input)))}");
            await AssertInvalidAsync($"{input}.");
        }

        await AssertInvalidAsync(CompactJws.Sign(message.Payload.Span, AccessTokenFormat.TokenType, eve));
        Assert.Equal(200, (await _host.GetAsync("/whoami", token)).Status);
    }

    [Fact]
    public async Task A_warm_request_asks_no_grain()
    {
        var token = Token(await _host.RegisterAsync());
        await _host.GetAsync("/whoami", token);
        var (keys, sessions) = (_host.Silo.Calls.Of("GetKeySetAsync"), _host.Silo.Calls.Of("IsSessionLiveAsync"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await _host.GetAsync("/whoami", token)).Status);
        }

        Assert.Equal((keys, sessions), (_host.Silo.Calls.Of("GetKeySetAsync"), _host.Silo.Calls.Of("IsSessionLiveAsync")));
    }

    [Fact]
    public async Task Made_up_key_names_do_not_turn_into_load()
    {
        await _host.RegisterAsync();
        for (var i = 0; i < 20; i++)
        {
            await AssertInvalidAsync(CompactJws.Sign("{}"u8, AccessTokenFormat.TokenType, P256SigningKey.Generate()));
        }

        Assert.InRange(_host.Silo.Calls.Of("GetKeySetAsync"), 1, 2);
    }

    [Fact]
    public async Task Tokens_stay_good_while_the_signing_key_changes()
    {
        var first = Token(await _host.RegisterAsync());
        _host.Silo.Time.Advance(SigningKeyState.RotationPeriod - TimeSpan.FromMinutes(1));
        await SignInAndCallAsync();
        _host.Silo.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(KeyId(first), KeyId(await SignInAndCallAsync()));
        _host.Silo.Time.Advance(SigningKeyState.ShownAhead);
        Assert.NotEqual(KeyId(first), KeyId(await SignInAndCallAsync()));
    }

    [Fact]
    public async Task A_session_that_ended_is_shut_out_here_at_once_and_elsewhere_within_five_seconds()
    {
        await using var other = await AccountHost.StartAsync(beside: _host);
        var token = Token(await _host.RegisterAsync());
        Assert.Equal(200, (await _host.GetAsync("/whoami", token)).Status);
        Assert.Equal(200, (await other.GetAsync("/whoami", token)).Status);

        Assert.Equal(204, (await _host.PostAsync("/api/v1/auth/logout", token: token)).Status);
        await AssertInvalidAsync(token);
        _host.Silo.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(401, (await other.GetAsync("/whoami", token)).Status);
    }

    [Fact]
    public async Task The_admin_token_opens_admin_routes_and_has_no_account()
    {
        await AdminTokenFile.EnsureAsync(_host.Silo.Data, _host.Silo.Grains, default);
        var admin = (await File.ReadAllTextAsync(Path.Combine(_host.Silo.Data, AdminTokenFile.FileName))).Trim();
        Assert.Equal(200, (await _host.GetAsync("/admin", admin)).Status);
        Assert.Equal(200, (await _host.GetAsync("/anyone", admin)).Status);
        Assert.Equal(403, (await _host.GetAsync("/whoami", admin)).Status);
        Assert.Equal(403, (await _host.GetAsync("/api/v1/me", admin)).Status);
        Assert.Equal(403, (await _host.GetAsync("/admin", Token(await _host.RegisterAsync()))).Status);
        await AssertInvalidAsync(OpaqueToken.Create(OpaqueToken.AdminPrefix));
    }

    [Fact]
    public async Task A_ticket_opens_hubs_once_and_nothing_else()
    {
        var token = Token(await _host.RegisterAsync());
        var ticket = await TicketAsync(token);
        Assert.Equal(401, (await _host.GetAsync($"/whoami?access_token={ticket}")).Status);
        Assert.Equal(200, (await _host.PostAsync($"/hubs/whoami/negotiate?access_token={ticket}")).Status);
        Assert.Equal(200, (await _host.GetAsync($"/hubs/whoami?access_token={ticket}")).Status);
        var again = await _host.GetAsync($"/hubs/whoami?access_token={ticket}");
        Assert.Equal((401, InvalidToken), (again.Status, again.Challenge));
        Assert.Equal(401, (await _host.GetAsync($"/hubs/whoami?access_token={token}")).Status);
    }

    [Fact]
    public async Task A_ticket_ends_after_thirty_seconds_and_with_its_session()
    {
        var token = Token(await _host.RegisterAsync());
        var (late, orphan) = (await TicketAsync(token), await TicketAsync(token));
        _host.Silo.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(401, (await _host.GetAsync($"/hubs/whoami?access_token={late}")).Status);
        orphan = await TicketAsync(token);
        await _host.PostAsync("/api/v1/auth/logout", token: token);
        Assert.Equal(401, (await _host.GetAsync($"/hubs/whoami?access_token={orphan}")).Status);
    }

    private static string Token(JsonElement registration) => registration.GetProperty("token").GetString()!;

    private static string KeyId(string token) => CompactJws.TryParse(token, out var message) ? message.Header.KeyId! : throw new InvalidOperationException();

    private async Task<string> SignInAndCallAsync()
    {
        var login = await _host.PostAsync("/api/v1/auth/login", new { email = "ada@example.org", password = AccountSilo.Password });
        Assert.Equal(200, (await _host.GetAsync("/whoami", Token(login.Body))).Status);
        return Token(login.Body);
    }

    private async Task<string> TicketAsync(string token)
    {
        var answer = await _host.PostAsync("/api/v1/auth/ticket", token: token);
        Assert.Equal((200, 30), (answer.Status, answer.Body.GetProperty("expires_in").GetInt32()));
        return answer.Body.GetProperty("ticket").GetString()!;
    }

    private async Task AssertInvalidAsync(string token)
    {
        var answer = await _host.GetAsync("/whoami", token);
        Assert.Equal((401, "invalid_token", InvalidToken), (answer.Status, answer.Error, answer.Challenge));
    }
}
