using MediaGateway.ApiFrontend.Sync;
using MediaGateway.Domain.Alerts;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Interfaces.Alerts;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>What a user is told of titles that come to and leave the connected services.</summary>
public sealed class AlertRouteTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;
    private IAlertGrain _alerts = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
        _alerts = _host.Silo.Grains.GetGrain<IAlertGrain>(await _host.WhoIsAsync(_ada));
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal(201, (await _host.SendAsync(_ada, "PUT", $"/api/v1/watchlist/{Uri.EscapeDataString(PersonalHost.Title(number))}")).Status);
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_title_that_arrives_on_a_connected_service_is_told_to_every_device_and_listed()
    {
        var phone = await _host.OpenAsync(_ada, await _host.AddDeviceAsync(_ada));
        await ConnectAsync("netflix");
        await _alerts.LookAsync(default);
        await OfferAsync(1, "netflix", "US");
        await _alerts.LookAsync(default);
        await UntilAsync(() => !phone.Commands.IsEmpty);
        var command = Assert.Single(phone.Commands);
        var item = Assert.Single((await _host.SendAsync(_ada, "GET", "/api/v1/alerts")).Items);
        Assert.Equal((CommandType.Alert, AlertKind.Arrived, PersonalHost.Title(1), null, null), (command.Type, command.Alert!.Kind, command.Alert.ContentId, command.DeviceId, command.PositionMs));
        Assert.Equal(
            ("1", "arrived", PersonalHost.Title(1), "Title 1", "netflix", "US"),
            (Text("alert_id"), Text("kind"), Text("content_id"), Text("title"), Text("platform"), Text("region")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, item.GetProperty("leaves_at").ValueKind);
        Assert.Equal(1, (await _host.SendAsync(_ada, "GET", "/api/v1/me/export")).Body.GetProperty("alerts").GetArrayLength());

        string Text(string name) => item.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task Another_region_is_watched_from_when_the_profile_names_it()
    {
        await ConnectAsync("netflix");
        await _alerts.LookAsync(default);
        Assert.Equal(200, (await _host.SendAsync(_ada, "PATCH", "/api/v1/me", """{"region":"DE"}""")).Status);
        await _alerts.LookAsync(default);
        await OfferAsync(1, "netflix", "US");
        await OfferAsync(2, "netflix", "DE");
        await _alerts.LookAsync(default);
        Assert.Equal(PersonalHost.Title(2), Assert.Single((await _host.SendAsync(_ada, "GET", "/api/v1/alerts")).Items).GetProperty("content_id").GetString());
    }

    [Fact]
    public async Task A_service_that_was_disconnected_is_watched_no_more()
    {
        await ConnectAsync("netflix");
        await ConnectAsync("hulu");
        await _alerts.LookAsync(default);
        Assert.Equal(204, (await _host.SendAsync(_ada, "DELETE", "/api/v1/me/platforms/netflix")).Status);
        await OfferAsync(1, "netflix", "US");
        await OfferAsync(2, "hulu", "US");
        await _alerts.LookAsync(default);
        Assert.Equal("hulu", Assert.Single((await _host.SendAsync(_ada, "GET", "/api/v1/alerts")).Items).GetProperty("platform").GetString());
    }

    [Fact]
    public async Task They_come_in_pages_newest_first()
    {
        await ConnectAsync("netflix");
        await _alerts.LookAsync(default);
        for (var number = 1; number <= 3; number++)
        {
            await OfferAsync(number, "netflix", "US");
            await _alerts.LookAsync(default);
        }

        var first = await _host.SendAsync(_ada, "GET", "/api/v1/alerts?limit=2");
        var second = await _host.SendAsync(_ada, "GET", $"/api/v1/alerts?limit=2&cursor={first.NextCursor}");
        Assert.Equal(3, first.Body.GetProperty("total").GetInt32());
        Assert.Null(second.NextCursor);
        Assert.Equal(["3", "2", "1"], first.Items.Concat(second.Items).Select(item => item.GetProperty("alert_id").GetString()));
    }

    [Fact]
    public async Task Somebody_else_sees_nothing_of_it()
    {
        await ConnectAsync("netflix");
        await _alerts.LookAsync(default);
        await OfferAsync(1, "netflix", "US");
        await _alerts.LookAsync(default);
        Assert.Empty((await _host.SendAsync(await _host.SignUpAsync(), "GET", "/api/v1/alerts")).Items);
        Assert.Equal(401, (await _host.SendAsync(null, "GET", "/api/v1/alerts")).Status);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("cursor=nonsense")]
    public async Task A_page_that_cannot_be_is_refused(string query) => Assert.Equal(400, (await _host.SendAsync(_ada, "GET", $"/api/v1/alerts?{query}")).Status);

    private async Task ConnectAsync(string platform) => Assert.Equal(200, (await _host.SendAsync(_ada, "PUT", $"/api/v1/me/platforms/{platform}")).Status);

    private Task OfferAsync(int number, string platform, string region)
    {
        var catalogue = _host.Silo.Catalogue;
        var version = catalogue.Put(new Content
        {
            ContentId = PersonalHost.Title(number),
            Type = ContentType.Movie,
            Title = $"Title {number}",
            Availability = [new Offer { Platform = platform, Region = region, Kind = OfferKind.Subscription, Source = "justwatch" }],
            UpdatedAt = _host.Time.GetUtcNow(),
        });
        return _host.Silo.AnnounceAsync(version);
    }
}
