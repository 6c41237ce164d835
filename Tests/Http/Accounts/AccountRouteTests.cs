using System.Text;
using System.Text.Json;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Http.Accounts;

public sealed class AccountRouteTests : IAsyncLifetime
{
    private const string Email = "ada@example.org";

    private AccountHost _host = null!;

    public async Task InitializeAsync() => _host = await AccountHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Registering_answers_as_the_contract_says_and_an_address_is_taken_whatever_its_case()
    {
        var ada = await _host.RegisterAsync();
        Assert.Equal(["user_id", "token", "token_type", "expires_in", "refresh_token"], ada.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("Bearer", 3600), (ada.GetProperty("token_type").GetString(), ada.GetProperty("expires_in").GetInt32()));

        var again = await _host.PostAsync("/api/v1/auth/register", new { email = " ADA@Example.org", password = AccountSilo.Password, name = "Eve" });
        Assert.Equal((409, "email_taken"), (again.Status, again.Error));
    }

    [Theory]
    [InlineData("email", null)]
    [InlineData("email", "nobody")]
    [InlineData("email", "ada@example")]
    [InlineData("password", null)]
    [InlineData("password", "1234567")]
    [InlineData("name", null)]
    [InlineData("name", "")]
    [InlineData("name", "   ")]
    [InlineData("name", "A\nda")]
    public async Task A_field_that_cannot_be_is_named(string field, string? value)
    {
        var body = new Dictionary<string, string?> { ["email"] = Email, ["password"] = AccountSilo.Password, ["name"] = "Ada", [field] = value };
        var answer = await _host.PostAsync("/api/v1/auth/register", body);
        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.Body.GetProperty("errors").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Passwords_of_8_and_of_256_characters_are_taken()
    {
        foreach (var (email, length) in new[] { ("short@example.org", 8), ("long@example.org", 256) })
        {
            var password = new string('p', length);
            Assert.Equal(201, (await _host.PostAsync("/api/v1/auth/register", new { email, password, name = "Ada" })).Status);
            Assert.Equal(200, (await _host.PostAsync("/api/v1/auth/login", new { email, password })).Status);
        }
    }

    [Fact]
    public async Task Signing_in_answers_as_the_contract_says()
    {
        var ada = await _host.RegisterAsync();
        var login = (await _host.PostAsync("/api/v1/auth/login", new { email = "Ada@Example.org", password = AccountSilo.Password })).Body;
        Assert.Equal(["token", "token_type", "expires_in", "refresh_token", "user"], login.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            $$"""{"id":"{{ada.GetProperty("user_id").GetString()}}","email":"ada@example.org","name":"Ada","roles":["user"]}""",
            login.GetProperty("user").GetRawText());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_cannot_be_told_apart()
    {
        await _host.RegisterAsync();
        var wrong = await _host.PostAsync("/api/v1/auth/login", new { email = Email, password = "wrong password" });
        var unknown = await _host.PostAsync("/api/v1/auth/login", new { email = "nobody@example.org", password = "wrong password" });
        foreach (var answer in new[] { wrong, unknown })
        {
            Assert.Equal(
                (401, "invalid_credentials", "Email or password is incorrect", "Bearer realm=\"API\""),
                (answer.Status, answer.Error, answer.Body.GetProperty("message").GetString(), answer.Challenge));
        }
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_with_a_time_to_come_again()
    {
        await _host.RegisterAsync();
        for (var i = 0; i <= PasswordLock.FreeFailures; i++)
        {
            Assert.Equal(401, (await _host.PostAsync("/api/v1/auth/login", new { email = Email, password = "wrong password" })).Status);
        }

        var locked = await _host.PostAsync("/api/v1/auth/login", new { email = Email, password = AccountSilo.Password });
        Assert.Equal((429, "too_many_attempts", 1), (locked.Status, locked.Error, locked.Body.GetProperty("retry_after").GetInt32()));
        Assert.Equal(TimeSpan.FromSeconds(1), locked.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_reused_refresh_token_ends_the_access_tokens_of_its_session_at_once()
    {
        var ada = await _host.RegisterAsync();
        var refresh = new { refresh_token = ada.GetProperty("refresh_token").GetString() };
        var next = await _host.PostAsync("/api/v1/auth/refresh", refresh);
        Assert.Equal((200, Email), (next.Status, next.Body.GetProperty("user").GetProperty("email").GetString()));
        Assert.Equal(200, (await _host.GetAsync("/whoami", Token(next.Body))).Status);

        var reused = await _host.PostAsync("/api/v1/auth/refresh", refresh);
        Assert.Equal((401, "refresh_token_reused"), (reused.Status, reused.Error));
        Assert.Equal(401, (await _host.GetAsync("/whoami", Token(next.Body))).Status);
        Assert.Equal(401, (await _host.GetAsync("/whoami", Token(ada))).Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("mgr_AAAA")]
    public async Task What_is_no_refresh_token_is_refused(string token)
    {
        var answer = await _host.PostAsync("/api/v1/auth/refresh", new { refresh_token = token });
        Assert.Equal((401, "invalid_refresh_token"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Logging_out_ends_the_refresh_token_too()
    {
        var ada = await _host.RegisterAsync();
        Assert.Equal(204, (await _host.PostAsync("/api/v1/auth/logout", token: Token(ada))).Status);
        Assert.Equal(401, (await _host.PostAsync("/api/v1/auth/refresh", new { refresh_token = ada.GetProperty("refresh_token").GetString() })).Status);
        Assert.Equal(401, (await _host.PostAsync("/api/v1/auth/logout", token: Token(ada))).Status);
    }

    [Fact]
    public async Task Validating_says_whose_token_it_is()
    {
        var ada = await _host.RegisterAsync();
        var answer = await _host.PostAsync("/api/v1/auth/validate", token: Token(ada));
        Assert.Equal($$"""{"valid":true,"user_id":"{{ada.GetProperty("user_id").GetString()}}","roles":["user"]}""", answer.Body.GetRawText());
        Assert.Equal(401, (await _host.PostAsync("/api/v1/auth/validate")).Status);
    }

    [Fact]
    public async Task The_published_keys_check_the_tokens()
    {
        var token = Token(await _host.RegisterAsync());
        using var response = await _host.Client.GetAsync("/.well-known/jwks.json");
        Assert.Equal("application/jwk-set+json", response.Content.Headers.ContentType!.MediaType);
        Assert.True(JsonWebKeySet.TryRead(await response.Content.ReadAsByteArrayAsync(), out var keys));
        Assert.True(CompactJws.TryParse(token, out var message));
        Assert.True(keys.TryFind(message.Header.KeyId!, out var key) && message.IsSignedBy(key));
        var claims = JsonElement.Parse(message.Payload.Span);
        Assert.All(new[] { "sub", "email", "roles", "iss", "aud", "iat", "exp", "jti" }, claim => Assert.True(claims.TryGetProperty(claim, out _), claim));
    }

    [Fact]
    public async Task A_profile_is_shown_and_changed_in_part()
    {
        var token = Token(await _host.RegisterAsync());
        var profile = (await _host.GetAsync("/api/v1/me", token)).Body;
        Assert.Equal(
            ["id", "email", "name", "roles", "region", "languages", "connected_platforms", "maturity", "created_at"],
            profile.EnumerateObject().Select(member => member.Name));

        var changed = await ChangeAsync(token, new { region = "DE", languages = new[] { "de", "en-GB" }, maturity = "teen" });
        Assert.Equal(200, changed.Status);
        Assert.Equal(("DE", "teen", "Ada"), (changed.Body.GetProperty("region").GetString(), changed.Body.GetProperty("maturity").GetString(), changed.Body.GetProperty("name").GetString()));
        Assert.Equal(changed.Body.GetRawText(), (await _host.GetAsync("/api/v1/me", token)).Body.GetRawText());
    }

    [Theory]
    [InlineData("""{"region":"Germany"}""", "region")]
    [InlineData("""{"languages":["english please"]}""", "languages")]
    [InlineData("""{"languages":["e"]}""", "languages")]
    [InlineData("""{"maturity":"senile"}""", "maturity")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"email":"new@example.org"}""", "current_password")]
    [InlineData("""{"password":"another long password"}""", "current_password")]
    [InlineData("""{"password":"short","current_password":"x"}""", "password")]
    [InlineData("""{"email":"nobody","current_password":"x"}""", "email")]
    public async Task A_change_that_cannot_be_names_its_field_and_changes_nothing(string body, string field)
    {
        var token = Token(await _host.RegisterAsync());
        var before = (await _host.GetAsync("/api/v1/me", token)).Body.GetRawText();
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/me") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", token);
        using var response = await _host.Client.SendAsync(request);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal([field], JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateObject().Select(member => member.Name));
        Assert.Equal(before, (await _host.GetAsync("/api/v1/me", token)).Body.GetRawText());
    }

    [Fact]
    public async Task A_new_password_shuts_other_sessions_out_at_once()
    {
        var mine = Token(await _host.RegisterAsync());
        var other = Token((await _host.PostAsync("/api/v1/auth/login", new { email = Email, password = AccountSilo.Password })).Body);
        Assert.Equal(200, (await _host.GetAsync("/whoami", other)).Status);
        Assert.Equal(401, (await ChangeAsync(mine, new { password = "another long password", current_password = "wrong password" })).Status);
        Assert.Equal(200, (await ChangeAsync(mine, new { password = "another long password", current_password = AccountSilo.Password })).Status);
        Assert.Equal(200, (await _host.GetAsync("/whoami", mine)).Status);
        Assert.Equal(401, (await _host.GetAsync("/whoami", other)).Status);
    }

    [Fact]
    public async Task An_export_holds_profile_sessions_devices_and_media_and_no_secret()
    {
        var ada = await _host.RegisterAsync();
        var device = new DeviceRegistration("Ada's phone", DeviceType.Phone, new DeviceCapabilities(false, false, false));
        await _host.Silo.Grains.GetGrain<IDeviceGrain>("phone").RegisterAsync(ada.GetProperty("user_id").GetString()!, device, default);
        var export = (await _host.GetAsync("/api/v1/me/export", Token(ada))).Body;
        Assert.Equal(Email, export.GetProperty("profile").GetProperty("email").GetString());
        Assert.Equal(1, export.GetProperty("sessions").GetArrayLength());
        Assert.Equal("Ada's phone", Assert.Single(export.GetProperty("devices").EnumerateArray()).GetProperty("device_name").GetString());
        Assert.Equal(JsonValueKind.Object, export.GetProperty("media").ValueKind);
        Assert.DoesNotContain("hash", export.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_deletes_the_account_is_a_stranger_from_then_on()
    {
        var ada = await _host.RegisterAsync();
        Assert.Equal(204, (await _host.SendAsync(HttpMethod.Delete, "/api/v1/me", $"Bearer {Token(ada)}")).Status);
        Assert.Equal(401, (await _host.GetAsync("/api/v1/me", Token(ada))).Status);
        Assert.Equal(401, (await _host.PostAsync("/api/v1/auth/refresh", new { refresh_token = ada.GetProperty("refresh_token").GetString() })).Status);
        Assert.Equal(401, (await _host.PostAsync("/api/v1/auth/login", new { email = Email, password = AccountSilo.Password })).Status);
        await _host.RegisterAsync();
    }

    private static string Token(JsonElement answer) => answer.GetProperty("token").GetString()!;

    private Task<AccountHost.Answer> ChangeAsync(string token, object change) => _host.SendAsync(HttpMethod.Patch, "/api/v1/me", $"Bearer {token}", change);
}
