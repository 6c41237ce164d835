using MediaGateway.Domain.Security;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Grains.Accounts;

public sealed class ErasureTests : IAsyncLifetime
{
    private const string Email = "ada@example.org";

    private AccountSilo _silo = null!;
    private string _userId = null!;
    private string _session = null!;
    private string _refreshToken = null!;

    private IUserGrain User => _silo.Grains.GetGrain<IUserGrain>(_userId);

    public async Task InitializeAsync()
    {
        _silo = await AccountSilo.StartAsync();
        (_userId, var tokens) = await _silo.RegisterAsync(Email);
        _refreshToken = tokens.RefreshToken;
        _session = RefreshToken.TryParse(_refreshToken, out var token) ? token.SessionId : throw new InvalidOperationException();
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Nothing_is_left_of_an_erased_user()
    {
        await RegisterDeviceAsync("phone");
        await User.AddToWatchlistAsync($"{Guid.NewGuid()}", "imdb:tt0000001", WatchlistSource.Manual, Placement.Unstated, default);
        Assert.Equal(1, await ListedAsync());

        var answer = await _silo.User(_userId).EraseAsync(default);
        Assert.Equal(AccountStatus.Done, answer.Status);
        Assert.Equal([_session], answer.EndedSessions!);
        Assert.Null(await _silo.User(_userId).GetProfileAsync(default));
        Assert.False(await _silo.User(_userId).IsSessionLiveAsync(_session, default));
        Assert.Equal(AccountStatus.RefreshTokenInvalid, (await _silo.User(_userId).RefreshAsync(_refreshToken, default)).Status);
        Assert.Equal(AccountStatus.WrongPassword, (await _silo.SignInAsync(Email)).Status);
        Assert.Equal(0, await ListedAsync());
        Assert.Empty(await User.ReadDevicesAsync(default));
        Assert.Null(await _silo.Grains.GetGrain<IDeviceGrain>("phone").DescribeAsync(_userId, default));
        Assert.DoesNotContain(_silo.Storage.Stored("user-account"), json => json.Contains(Email, StringComparison.Ordinal));
        Assert.Empty(_silo.Storage.Stored("account"));
        await _silo.RegisterAsync(Email);
    }

    [Fact]
    public async Task Erasing_twice_finds_nobody_the_second_time()
    {
        await _silo.User(_userId).EraseAsync(default);
        Assert.Equal(AccountStatus.NotFound, (await _silo.User(_userId).EraseAsync(default)).Status);
    }

    [Fact]
    public async Task What_a_request_under_way_still_wrote_goes_a_minute_later()
    {
        await _silo.User(_userId).EraseAsync(default);
        await User.AddToWatchlistAsync($"{Guid.NewGuid()}", "imdb:tt0000001", WatchlistSource.Manual, Placement.Unstated, default);

        _silo.Time.Advance(TimeSpan.FromSeconds(61));
        await _silo.Reminders.Removed;
        Assert.Equal(0, await ListedAsync());
        Assert.Empty(_silo.Storage.Stored("user-account"));
    }

    [Theory]
    [InlineData("account", 0)]
    [InlineData("user-account", 1)]
    public async Task An_erasure_that_was_cut_off_is_finished_by_itself(string state, int after)
    {
        _silo.Storage.FailWrite(state, after);
        await Assert.ThrowsAnyAsync<Exception>(() => _silo.User(_userId).EraseAsync(default));
        Assert.False(await _silo.User(_userId).IsSessionLiveAsync(_session, default));

        _silo.Time.Advance(TimeSpan.FromSeconds(61));
        await _silo.Reminders.Removed;
        Assert.Empty(_silo.Storage.Stored("user-account"));
        Assert.Empty(_silo.Storage.Stored("account"));
        await _silo.RegisterAsync(Email);
    }

    private async Task RegisterDeviceAsync(string deviceId)
    {
        var registration = new DeviceRegistration("Ada's phone", DeviceType.Phone, new DeviceCapabilities(false, false, false));
        await _silo.Grains.GetGrain<IDeviceGrain>(deviceId).RegisterAsync(_userId, registration, default);
        Assert.Equal([deviceId], await User.ReadDevicesAsync(default));
    }

    private async Task<int> ListedAsync() => (await User.ReadWatchlistAsync(null, 10, default))!.Items.Count;
}
