using System.Runtime.Versioning;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Accounts;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Tests.Grains.Accounts;

[UnsupportedOSPlatform("windows")]
public sealed class AdminTokenTests : IAsyncLifetime
{
    private AccountSilo _silo = null!;

    private string FilePath => Path.Combine(_silo.Data, AdminTokenFile.FileName);

    public async Task InitializeAsync() => _silo = await AccountSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task The_first_start_writes_a_token_that_only_its_owner_can_read()
    {
        Assert.True(await EnsureAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        var token = await ReadAsync();
        Assert.True(OpaqueToken.HasShape(token, OpaqueToken.AdminPrefix));
        Assert.True(await IsCurrentAsync(token));
        Assert.DoesNotContain(token, Assert.Single(_silo.Storage.Stored("admin-token")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_starts_keep_it()
    {
        await EnsureAsync();
        var token = await ReadAsync();
        await using var next = await AccountSilo.StartAsync(after: _silo);
        Assert.False(await AdminTokenFile.EnsureAsync(next.Data, next.Grains, default));
        Assert.Equal(token, await ReadAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("mgadm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_file_that_is_gone_or_holds_another_token_is_replaced_and_the_old_token_ends(string? content)
    {
        await EnsureAsync();
        var old = await ReadAsync();
        File.Delete(FilePath);
        if (content is not null)
        {
            await File.WriteAllTextAsync(FilePath, content);
        }

        Assert.True(await EnsureAsync());
        Assert.False(await IsCurrentAsync(old));
        Assert.True(await IsCurrentAsync(await ReadAsync()));
    }

    [Fact]
    public async Task A_file_that_others_could_read_is_closed()
    {
        await EnsureAsync();
        File.SetUnixFileMode(FilePath, File.GetUnixFileMode(FilePath) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.False(await EnsureAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public async Task Before_there_is_a_token_none_is_accepted() => Assert.False(await IsCurrentAsync(OpaqueToken.Create(OpaqueToken.AdminPrefix)));

    private Task<bool> EnsureAsync() => AdminTokenFile.EnsureAsync(_silo.Data, _silo.Grains, default);

    private async Task<string> ReadAsync() => (await File.ReadAllTextAsync(FilePath)).Trim();

    private Task<bool> IsCurrentAsync(string token) =>
        _silo.Grains.GetGrain<IAdminTokenGrain>(IAdminTokenGrain.Key).IsCurrentAsync(OpaqueToken.Hash(token), default);
}
