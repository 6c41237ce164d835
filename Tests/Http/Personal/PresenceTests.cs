using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>What a user's devices are told of each other.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;
    private string _phone = null!;
    private string _tv = null!;
    private LiveClient _onTv = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
        _phone = await _host.AddDeviceAsync(_ada, "phone");
        _tv = await _host.AddDeviceAsync(_ada, "tv");
        _onTv = await _host.OpenAsync(_ada, _tv, "tv 1");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_device_that_comes_is_told_to_the_others_at_once_and_never_to_itself()
    {
        var onPhone = await _host.OpenAsync(_ada, _phone, "phone 1");
        await UntilAsync(() => _onTv.Presences.Count == 1);
        var presence = Assert.Single(_onTv.Presences);
        Assert.Equal((_phone, PresenceEvent.Online, DeviceStatus.Online, "phone"), (presence.DeviceId, presence.Event, presence.Status, presence.DeviceName));
        Assert.Equal("online", await StatusAsync(_phone));
        Assert.Empty(onPhone.Presences);
    }

    [Fact]
    public async Task A_connection_lost_for_29_seconds_was_never_away()
    {
        await _host.OpenAsync(_ada, _phone, "phone 1");
        await UntilAsync(() => _onTv.Presences.Count == 1);
        await _host.Live.CloseAsync("phone 1");
        _host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("online", await StatusAsync(_phone));
        await _host.OpenAsync(_ada, _phone, "phone 2");
        _host.Time.Advance(TimeSpan.FromSeconds(29));
        await SettleAsync();
        Assert.Single(_onTv.Presences);
    }

    [Fact]
    public async Task A_connection_lost_for_30_seconds_is_told_to_the_others()
    {
        await _host.OpenAsync(_ada, _phone, "phone 1");
        await UntilAsync(() => _onTv.Presences.Count == 1);
        var lostAt = _host.Time.GetUtcNow();
        await _host.Live.CloseAsync("phone 1");
        _host.Time.Advance(TimeSpan.FromSeconds(30));
        await UntilAsync(() => _onTv.Presences.Count == 2);
        var presence = _onTv.Presences.Last();
        Assert.Equal((_phone, PresenceEvent.Offline, DeviceStatus.Offline), (presence.DeviceId, presence.Event, presence.Status));
        await UntilAsync(async () => (await DeviceAsync(_phone)).GetProperty("last_seen").GetDateTimeOffset() - lostAt < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_device_whose_front_end_died_is_gone_after_300_seconds()
    {
        var phone = _host.Silo.Grains.GetGrain<IDeviceGrain>(_phone);
        Assert.True(await phone.ConnectAsync(await _host.WhoIsAsync(_ada), "of a front end that dies", CancellationToken.None));
        await UntilAsync(() => _onTv.Presences.Count == 1);
        _host.Time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("online", await StatusAsync(_phone));
        // The clock went faster than the subscription of the television could be renewed.
        await _host.Live.RenewAsync(_host.Live.Feeds, CancellationToken.None);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => _onTv.Presences.Any(presence => presence.DeviceId == _phone && presence.Event is PresenceEvent.Offline));
        Assert.Equal("offline", await StatusAsync(_phone));
    }

    [Fact]
    public async Task Many_changes_in_five_seconds_are_told_once_with_the_last_of_them()
    {
        await _host.OpenAsync(_ada, _phone, "phone 1");
        await UntilAsync(() => _onTv.Presences.Count == 1);
        for (var number = 1; number <= 4; number++)
        {
            var is4K = number % 2 == 0 ? "true" : "false";
            await _host.SendAsync(_ada, "PATCH", $"/api/v1/devices/{_phone}", $$$"""{"device_name":"phone {{{number}}}","capabilities":{"supports_4k":{{{is4K}}}}}""");
            _host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await SettleAsync();
        Assert.Single(_onTv.Presences);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => _onTv.Presences.Count == 2);
        var presence = _onTv.Presences.Last();
        Assert.Equal((PresenceEvent.State, "phone 4", true), (presence.Event, presence.DeviceName, presence.Capabilities.Supports4K));
    }

    [Fact]
    public async Task A_device_that_was_there_when_its_grain_moved_is_there_until_nobody_renews_it()
    {
        var userId = await _host.WhoIsAsync(_ada);
        await _host.Silo.Grains.GetGrain<IDeviceGrain>(_phone).ConnectAsync(userId, "of a front end that dies", CancellationToken.None);
        await using var next = await Grains.Accounts.AccountSilo.StartAsync(after: _host.Silo);
        var phone = next.Grains.GetGrain<IDeviceGrain>(_phone);
        Assert.Equal(DeviceStatus.Online, (await phone.DescribeAsync(userId, CancellationToken.None))!.Status);
        _host.Time.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(DeviceStatus.Offline, (await phone.DescribeAsync(userId, CancellationToken.None))!.Status);
    }

    private async Task<System.Text.Json.JsonElement> DeviceAsync(string deviceId) => (await _host.SendAsync(_ada, "GET", $"/api/v1/devices/{deviceId}")).Body;

    private async Task<string?> StatusAsync(string deviceId) => (await DeviceAsync(deviceId)).GetProperty("status").GetString();

    // A grain answers in turn: what a timer has started before is done when it does, and so is what the hub was told.
    private async Task SettleAsync()
    {
        await StatusAsync(_phone);
        await _host.SendAsync(_ada, "GET", "/api/v1/watchlist");
    }
}
