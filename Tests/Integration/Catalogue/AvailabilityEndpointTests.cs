using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MediaGateway.Tests.Integration.Catalogue;

public sealed class AvailabilityEndpointTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private CatalogueHost _host = null!;

    public async Task InitializeAsync() => _host = await CatalogueHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_was_on_on_a_day_can_be_asked_also_when_it_is_no_longer_on()
    {
        await ImportAsync("tt0000001", $$"""{"platform":"netflix","region":"US","offer":"subscription","available_from":"{{Day(-30)}}"},{"platform":"hulu","region":"DE","offer":"rent","price":3.99,"currency":"EUR"}""");
        await ImportAsync("tt0000001", """{"platform":"disney_plus","region":"US","offer":"subscription"}""");

        // Tomorrow is a day that has not ended, whenever the test runs.
        Assert.Equal(["disney_plus"], await PlatformsAsync($"?on={Day(1)}"));
        Assert.Equal(["netflix"], await PlatformsAsync($"?on={Day(-2)}"));
        Assert.Empty(await PlatformsAsync($"?on={Day(-31)}"));
        Assert.Equal(["disney_plus"], await PlatformsAsync(""));
        Assert.Empty(await PlatformsAsync($"?on={Day(1)}&region=DE"));
    }

    [Fact]
    public async Task A_source_that_knows_since_when_tells_of_days_before_it_was_asked()
    {
        await ImportAsync("tt0000001", $$"""{"platform":"netflix","region":"US","offer":"subscription","available_from":"{{Day(-30)}}","leaves_at":"{{Day(30)}}"}""");
        var held = await Task.WhenAll(Enumerable.Range(-31, 62).Select(async day => (await PlatformsAsync($"?on={Day(day)}")).Count));
        Assert.Equal([0, .. Enumerable.Repeat(1, 60), 0], held);
        var answer = await _host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/content/test:tt0000001/availability?on={Day(0)}");
        Assert.Equal((Day(0), "imdb:tt0000001", "test:tt0000001"), (answer.GetProperty("on").GetString(), answer.GetProperty("content_id").GetString(), answer.GetProperty("requested_id").GetString()));
    }

    [Fact]
    public async Task The_past_of_a_title_that_was_taken_in_is_that_of_the_other()
    {
        await _host.ImportAsync([$$"""{"title":"Heat","id":1,"availability":[{"platform":"netflix","region":"US","offer":"subscription","available_from":"{{Day(-30)}}"}]}"""]);
        await _host.ImportAsync(["""{"title":"Heat","imdb_id":"tt0000001"}"""], "?source=other");
        await _host.ImportAsync(["""{"title":"Heat","id":1,"imdb_id":"tt0000001","availability":[{"platform":"hulu","region":"US","offer":"subscription"}]}"""]);

        Assert.Equal(["netflix"], await PlatformsAsync($"?on={Day(-7)}"));
        Assert.Equal(["hulu"], await PlatformsAsync($"?on={Day(1)}"));
    }

    [Fact]
    public async Task An_episode_has_the_offers_of_its_season_and_of_the_whole_series()
    {
        await _host.ImportAsync([$$"""{"title":"Series","type":"series","imdb_id":"tt0000001","availability":[{"platform":"netflix","region":"US","offer":"buy","season":1},{"platform":"hulu","region":"US","offer":"buy","season":2},{"platform":"max","region":"US","offer":"ads"}]}"""]);
        foreach (var query in new[] { "", $"?on={Day(1)}" })
        {
            Assert.Equal(["hulu", "max"], (await PlatformsAsync(query, "imdb:tt0000001:s02e03")).Order());
            Assert.Equal(3, (await PlatformsAsync(query)).Count);
        }
    }

    [Fact]
    public async Task What_leaves_comes_the_soonest_first_with_the_days_that_are_left()
    {
        foreach (var (number, days) in new[] { (1, 20), (2, 5), (3, 60), (4, 5) })
        {
            await ImportAsync($"tt000000{number}", $$"""{"platform":"netflix","region":"US","offer":"subscription","leaves_at":"{{Now.AddDays(days):O}}"}""");
        }

        var first = await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/discovery/expiring?limit=2");
        Assert.Equal(["imdb:tt0000002", "imdb:tt0000004"], Ids(first));
        Assert.Equal(3, first.GetProperty("total").GetInt32());
        var item = first.GetProperty("items")[0];
        Assert.Equal(["content_id", "title", "type", "year", "platform", "region", "offer", "leaves_at", "days_left"], item.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("Title", "movie", "netflix", "US", "subscription", 5), (Text(item, "title"), Text(item, "type"), Text(item, "platform"), Text(item, "region"), Text(item, "offer"), item.GetProperty("days_left").GetInt32()));

        var second = await _host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/discovery/expiring?limit=2&cursor={first.GetProperty("next_cursor").GetString()}");
        Assert.Equal(["imdb:tt0000001"], Ids(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
        Assert.Equal(4, Ids(await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/discovery/expiring?region=us&days=90")).Count());
        Assert.Empty(Ids(await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/discovery/expiring?region=DE&days=90")));
    }

    [Theory]
    [InlineData("/api/v1/content/imdb:tt0000001/availability?on=yesterday", "on")]
    [InlineData("/api/v1/content/imdb:tt0000001/availability?on=2026-02-30", "on")]
    [InlineData("/api/v1/content/imdb:tt0000001/availability?on=0001-01-01", "on")]
    [InlineData("/api/v1/content/imdb:tt0000001/availability?on=9999-12-31", "on")]
    [InlineData("/api/v1/content/imdb:tt0000001/availability?on=", "on")]
    [InlineData("/api/v1/discovery/expiring?days=0", "days")]
    [InlineData("/api/v1/discovery/expiring?days=91", "days")]
    [InlineData("/api/v1/discovery/expiring?days=many", "days")]
    [InlineData("/api/v1/discovery/expiring?region=USA", "region")]
    [InlineData("/api/v1/discovery/expiring?limit=101", "limit")]
    [InlineData("/api/v1/discovery/expiring?cursor=nonsense", "cursor")]
    public async Task What_is_out_of_range_is_refused_with_its_field(string path, string field)
    {
        using var response = await _host.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task A_cursor_is_of_one_region_and_one_number_of_days()
    {
        await ImportAsync("tt0000001", $$"""{"platform":"netflix","region":"US","offer":"ads","leaves_at":"{{Now.AddDays(5):O}}"},{"platform":"netflix","region":"US","offer":"buy","leaves_at":"{{Now.AddDays(5):O}}"}""");
        var cursor = (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/discovery/expiring?region=US&limit=1")).GetProperty("next_cursor").GetString();
        foreach (var query in new[] { "region=DE", "region=US&days=31" })
        {
            using var response = await _host.Client.GetAsync($"/api/v1/discovery/expiring?{query}&limit=1&cursor={cursor}");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_title_that_nobody_knows_has_no_past()
    {
        using var response = await _host.Client.GetAsync("/api/v1/content/imdb:tt0000009/availability?on=2026-05-01");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Day(int offset) => Now.AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("content_id").GetString());

    private Task<JsonElement> ImportAsync(string imdb, string offers) => _host.ImportAsync([$$"""{"title":"Title","year":1995,"id":"{{imdb}}","imdb_id":"{{imdb}}","availability":[{{offers}}]}"""]);

    private async Task<List<string?>> PlatformsAsync(string query, string id = "imdb:tt0000001")
    {
        var answer = await _host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/content/{id}/availability{query}");
        return [.. answer.GetProperty("availability").EnumerateArray().Select(offer => offer.GetProperty("platform").GetString())];
    }
}
