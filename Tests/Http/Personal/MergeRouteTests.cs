using System.Text.Json;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>What a user is told of merges.</summary>
public sealed class MergeRouteTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;
    private string _phone = null!;
    private string _tv = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
        (_phone, _tv) = (await _host.AddDeviceAsync(_ada), await _host.AddDeviceAsync(_ada, "tv"));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_rating_that_came_too_late_is_told_with_what_it_lost_to()
    {
        await RateAsync(_tv, "later", "4.5", offsetMs: 0);
        await RateAsync(_phone, "earlier", "2.0", offsetMs: -5_000);
        var merge = Assert.Single((await _host.SendAsync(_ada, "GET", "/api/v1/sync/merges")).Items);
        Assert.Equal("older_write", merge.GetProperty("reason").GetString());
        Assert.Equal(PersonalHost.Title(1), merge.GetProperty("subject").GetString());
        Assert.Equal(("later", "45"), Side(merge, "kept"));
        Assert.Equal(("earlier", "20"), Side(merge, "lost"));
        Assert.NotEmpty(merge.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_remove_that_had_not_seen_an_add_is_told()
    {
        await OperateAsync(_phone, $$""" "op_id":"add","type":"watchlist_add","content_id":"{{PersonalHost.Title(1)}}" """, 0);
        await OperateAsync(_tv, $$""" "op_id":"remove","type":"watchlist_remove","content_id":"{{PersonalHost.Title(1)}}","observed":[] """, 1);
        var merge = Assert.Single((await _host.SendAsync(_ada, "GET", "/api/v1/sync/merges")).Items);
        Assert.Equal("add_not_seen", merge.GetProperty("reason").GetString());
        Assert.Equal("add", Side(merge, "kept").OpId);
    }

    [Fact]
    public async Task Where_nobody_disagreed_there_is_nothing_to_tell()
    {
        await RateAsync(_phone, "first", "2.0", offsetMs: 0);
        await RateAsync(_phone, "second", "3.0", offsetMs: 1);
        var answer = await _host.SendAsync(_ada, "GET", "/api/v1/sync/merges");
        Assert.Empty(answer.Items);
        Assert.Equal(0, answer.Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task They_come_in_pages_newest_first_and_only_the_newest_are_kept()
    {
        await RateAsync(_tv, "latest", "5.0", offsetMs: 30_000);
        for (var number = 1; number <= 205; number++)
        {
            await RateAsync(_phone, $"late {number}", $"{number % 5}.{number % 10}", offsetMs: -number);
        }

        List<string> lost = [];
        string? cursor = null;
        do
        {
            var page = await _host.SendAsync(_ada, "GET", $"/api/v1/sync/merges?limit=90{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.Equal(200, page.Body.GetProperty("total").GetInt32());
            lost.AddRange(page.Items.Select(merge => Side(merge, "lost").OpId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(6, 200).Reverse().Select(number => $"late {number}"), lost);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("cursor=nonsense")]
    public async Task A_page_that_cannot_be_is_refused(string query) => Assert.Equal(400, (await _host.SendAsync(_ada, "GET", $"/api/v1/sync/merges?{query}")).Status);

    private static (string OpId, string? Value) Side(JsonElement merge, string side) =>
        (merge.GetProperty(side).GetProperty("op_id").GetString()!, merge.GetProperty(side).GetProperty("value").GetString());

    private Task RateAsync(string device, string opId, string rating, long offsetMs) =>
        OperateAsync(device, $$""" "op_id":"{{opId}}","type":"rating_set","content_id":"{{PersonalHost.Title(1)}}","rating":{{rating}} """, offsetMs);

    private async Task OperateAsync(string device, string fields, long offsetMs)
    {
        var physical = _host.Time.GetUtcNow().ToUnixTimeMilliseconds() + offsetMs;
        var stamp = $$"""{"physical":{{physical}},"logical":0,"node_id":"{{device}}"}""";
        var body = $$"""{"device_id":"{{device}}","ops":[ { {{fields}},"hlc":{{stamp}} } ]}""";
        var answer = await _host.SendAsync(_ada, "POST", "/api/v1/sync/ops", body);
        Assert.Equal("applied", answer.Body.GetProperty("results")[0].GetProperty("status").GetString());
    }
}
