namespace MediaGateway.Tests.Http.Personal;

/// <summary>A user's devices over HTTP.</summary>
public sealed class DeviceRouteTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("""{"device_type":"phone"}""", "device_name")]
    [InlineData("""{"device_name":"","device_type":"phone"}""", "device_name")]
    [InlineData("""{"device_name":17,"device_type":"phone"}""", "device_name")]
    [InlineData("""{"device_name":"a\u0000b","device_type":"phone"}""", "device_name")]
    [InlineData("""{"device_name":"mine"}""", "device_type")]
    [InlineData("""{"device_name":"mine","device_type":"toaster"}""", "device_type")]
    [InlineData("""{"device_name":"mine","device_type":3}""", "device_type")]
    [InlineData("""{"device_name":"mine","device_type":"tv","device_id":""}""", "device_id")]
    [InlineData("""{"device_name":"mine","device_type":"tv","capabilities":{"supports_4k":"yes"}}""", "capabilities.supports_4k")]
    public async Task What_is_no_device_is_refused_by_the_field_at_fault(string body, string field)
    {
        var answer = await _host.SendAsync(_ada, "POST", "/api/v1/devices", body);
        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.Faults);
        Assert.Empty((await _host.SendAsync(_ada, "GET", "/api/v1/devices")).Items);
    }

    [Theory]
    [InlineData(64, 100, 201)]
    [InlineData(65, 100, 400)]
    [InlineData(64, 101, 400)]
    public async Task Ids_and_names_have_limits(int idLength, int nameLength, int expected) => Assert.Equal(
        expected,
        (await _host.SendAsync(_ada, "POST", "/api/v1/devices", $$"""{"device_id":"{{new string('i', idLength)}}","device_name":"{{new string('n', nameLength)}}","device_type":"tv"}""")).Status);

    [Fact]
    public async Task Devices_are_listed_page_by_page_in_the_order_they_came()
    {
        List<string> added = [];
        for (var number = 1; number <= 5; number++)
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            added.Add(await _host.AddDeviceAsync(_ada, $"device {number}"));
        }

        List<string> listed = [];
        string? cursor = null;
        do
        {
            var page = await _host.SendAsync(_ada, "GET", $"/api/v1/devices?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.Equal(5, page.Body.GetProperty("total").GetInt32());
            listed.AddRange(page.Items.Select(device => device.GetProperty("device_id").GetString()!));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(added, listed);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("limit=9223372036854775808", "limit")]
    [InlineData("cursor=made-up", "cursor")]
    public async Task A_page_that_cannot_be_is_refused(string query, string field)
    {
        var answer = await _host.SendAsync(_ada, "GET", $"/api/v1/devices?{query}");
        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.Faults);
    }

    [Fact]
    public async Task The_cursor_of_another_list_is_refused()
    {
        for (var number = 1; number <= 2; number++)
        {
            Assert.Equal(201, (await _host.SendAsync(_ada, "PUT", $"/api/v1/watchlist/{PersonalHost.Title(number)}")).Status);
        }

        var cursor = (await _host.SendAsync(_ada, "GET", "/api/v1/watchlist?limit=1")).NextCursor;
        Assert.NotNull(cursor);
        Assert.Equal(400, (await _host.SendAsync(_ada, "GET", $"/api/v1/devices?cursor={cursor}")).Status);
    }

    [Fact]
    public async Task A_device_of_another_user_is_not_there()
    {
        var hers = await _host.AddDeviceAsync(_ada);
        var ben = await _host.SignUpAsync();
        Assert.Equal(404, (await _host.SendAsync(ben, "GET", $"/api/v1/devices/{hers}")).Status);
        Assert.Equal(404, (await _host.SendAsync(ben, "PATCH", $"/api/v1/devices/{hers}", """{"device_name":"mine now"}""")).Status);
        Assert.Equal(404, (await _host.SendAsync(ben, "DELETE", $"/api/v1/devices/{hers}")).Status);
        var taken = await _host.SendAsync(ben, "POST", "/api/v1/devices", $$"""{"device_id":"{{hers}}","device_name":"mine","device_type":"tv"}""");
        Assert.Equal((409, "device_id_taken"), (taken.Status, taken.Error));
        Assert.Equal("phone", (await _host.SendAsync(_ada, "GET", $"/api/v1/devices/{hers}")).Body.GetProperty("device_name").GetString());
    }

    [Fact]
    public async Task A_device_is_changed_in_part_and_removed_once()
    {
        var device = await _host.AddDeviceAsync(_ada);
        var changed = await _host.SendAsync(_ada, "PATCH", $"/api/v1/devices/{device}", """{"device_type":"tv","capabilities":{"supports_4k":true}}""");
        Assert.Equal(("phone", "tv"), (changed.Body.GetProperty("device_name").GetString(), changed.Body.GetProperty("device_type").GetString()));
        Assert.True(changed.Body.GetProperty("capabilities").GetProperty("supports_4k").GetBoolean());
        Assert.Equal(204, (await _host.SendAsync(_ada, "DELETE", $"/api/v1/devices/{device}")).Status);
        Assert.Equal(404, (await _host.SendAsync(_ada, "DELETE", $"/api/v1/devices/{device}")).Status);
        Assert.Equal(404, (await _host.SendAsync(_ada, "GET", $"/api/v1/devices/{device}")).Status);
    }
}
