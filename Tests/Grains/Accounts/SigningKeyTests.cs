using System.Text;
using System.Text.Json;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Accounts.Keys;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Tests.Grains.Accounts;

public sealed class SigningKeyTests : IAsyncLifetime
{
    private static readonly AccessTokenFormat Format = new("media-gateway", "media-gateway-api");
    private static readonly AccessTokenRequest Request = new("user", "ada@example.org", ["user"], "session");

    private AccountSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await AccountSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_token_verifies_against_the_published_keys()
    {
        var issued = await _silo.SigningKeys.IssueAsync(Request, default);
        var claims = Format.Read(issued.Token, await KeysAsync(), _silo.Time.GetUtcNow()).Claims;
        Assert.Equal(("user", "ada@example.org", "session"), (claims!.Subject, claims.Email, claims.SessionId));
        Assert.Equal(TimeSpan.FromSeconds(issued.ExpiresInSeconds), claims.ExpiresAt - claims.IssuedAt);
    }

    [Fact]
    public async Task A_new_key_is_shown_before_it_signs_and_the_old_one_until_its_last_token_has_expired()
    {
        var first = await SigningKeyIdAsync();
        _silo.Time.Advance(SigningKeyState.RotationPeriod);
        Assert.Equal(first, await SigningKeyIdAsync());
        Assert.Equal(2, (await KeysAsync()).Keys.Count);

        _silo.Time.Advance(SigningKeyState.ShownAhead - TimeSpan.FromSeconds(1));
        var last = await _silo.SigningKeys.IssueAsync(Request, default);
        Assert.Equal(first, KeyIdOf(last));

        _silo.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, await SigningKeyIdAsync());

        _silo.Time.Advance(TimeSpan.FromSeconds(last.ExpiresInSeconds - 2));
        Assert.NotNull(Format.Read(last.Token, await KeysAsync(), _silo.Time.GetUtcNow()).Claims);
    }

    [Fact]
    public void A_key_leaves_the_set_once_its_last_token_has_expired()
    {
        var now = DateTimeOffset.UnixEpoch;
        var lifetime = TimeSpan.FromHours(1);
        var keys = new SigningKeyState().With(Stored("1", now), lifetime, now);
        now += SigningKeyState.RotationPeriod;
        Assert.True(keys.NeedsKeyAt(now));
        keys = keys.With(Stored("2", now), lifetime, now);
        Assert.Equal("1", keys.SigningAt(now)!.KeyId);
        Assert.Equal("2", keys.SigningAt(now + SigningKeyState.ShownAhead)!.KeyId);
        now += SigningKeyState.RotationPeriod;
        keys = keys.With(Stored("3", now), lifetime, now);
        Assert.Equal(["3", "2"], keys.Keys.Select(key => key.KeyId));
    }

    [Fact]
    public async Task Keys_outlive_the_process_and_lie_sealed()
    {
        var issued = await _silo.SigningKeys.IssueAsync(Request, default);
        await using var next = await AccountSilo.StartAsync(after: _silo);
        Assert.Equal(KeyIdOf(issued), KeyIdOf(await next.SigningKeys.IssueAsync(Request, default)));

        var stored = JsonElement.Parse(Assert.Single(_silo.Storage.Stored("signing-keys"))).GetProperty("Keys")[0].GetProperty("SealedPrivateKey").GetString()!;
        Assert.ThrowsAny<Exception>(() => P256SigningKey.Import(Convert.FromBase64String(stored)));
    }

    [Fact]
    public async Task With_another_master_key_a_new_key_signs_and_old_tokens_still_verify()
    {
        var old = await _silo.SigningKeys.IssueAsync(Request, default);
        File.Delete(Path.Combine(_silo.Data, MediaGateway.Grains.Accounts.MasterKeys.FileName));
        await using var next = await AccountSilo.StartAsync(after: _silo);
        Assert.NotEqual(KeyIdOf(old), KeyIdOf(await next.SigningKeys.IssueAsync(Request, default)));
        Assert.True(JsonWebKeySet.TryRead(Encoding.UTF8.GetBytes(await next.SigningKeys.GetKeySetAsync(default)), out var keys));
        Assert.NotNull(Format.Read(old.Token, keys, next.Time.GetUtcNow()).Claims);
    }

    private static StoredSigningKey Stored(string keyId, DateTimeOffset createdAt) => new(keyId, "", "", "", createdAt);

    private static string KeyIdOf(IssuedAccessToken issued) => CompactJws.TryParse(issued.Token, out var token) ? token.Header.KeyId! : throw new InvalidOperationException();

    private async Task<string> SigningKeyIdAsync() => KeyIdOf(await _silo.SigningKeys.IssueAsync(Request, default));

    private async Task<JsonWebKeySet> KeysAsync() =>
        JsonWebKeySet.TryRead(Encoding.UTF8.GetBytes(await _silo.SigningKeys.GetKeySetAsync(default)), out var keys) ? keys : throw new InvalidOperationException();
}
