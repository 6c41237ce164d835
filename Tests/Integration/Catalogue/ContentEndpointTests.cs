using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MediaGateway.Tests.Integration.Catalogue;

public sealed class ContentEndpointTests : IAsyncLifetime
{
    private CatalogueHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await CatalogueHost.StartAsync();
        await _host.ImportAsync(["""{"title":"Face/Off","year":1997,"href":"Face/Off","imdb_id":"tt0119094","tmdb_id":754,"availability":[{"platform":"netflix","region":"US","offer":"subscription"},{"platform":"hulu","region":"DE","offer":"rent","price":3.99,"currency":"EUR"}]}"""], "?source=wikipedia");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_title_is_answered_with_every_field_of_the_contract()
    {
        var title = await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/content/imdb:tt0119094");
        foreach (var field in new[]
        {
            "content_id", "type", "title", "original_title", "year", "release_date", "overview", "keywords", "trailers", "genres", "cast", "directors",
            "runtime_minutes", "seasons", "artist", "tracks", "rating", "ratings", "images", "external_ids", "availability", "provenance", "updated_at",
        })
        {
            Assert.True(title.TryGetProperty(field, out _), field);
        }

        Assert.Equal(("movie", "wikipedia"), (title.GetProperty("type").GetString(), title.GetProperty("provenance").GetProperty("year").GetString()));
        Assert.False(title.TryGetProperty("requested_id", out _));
    }

    [Theory]
    [InlineData("tmdb:movie:754", "tmdb:movie:754")]
    [InlineData("wikipedia:Face%2FOff", "wikipedia:Face/Off")]
    public async Task An_outside_id_leads_to_the_canonical_one_and_is_repeated(string path, string requested)
    {
        foreach (var route in new[] { "", "/availability" })
        {
            var title = await _host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/content/{path}{route}");
            Assert.Equal(("imdb:tt0119094", requested), (title.GetProperty("content_id").GetString(), title.GetProperty("requested_id").GetString()));
        }
    }

    [Fact]
    public async Task Availability_can_be_asked_for_one_region()
    {
        var all = await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/content/imdb:tt0119094/availability");
        var german = await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/content/imdb:tt0119094/availability?region=DE");
        Assert.Equal(2, all.GetProperty("availability").GetArrayLength());
        Assert.Equal(3.99m, Assert.Single(german.GetProperty("availability").EnumerateArray()).GetProperty("price").GetDecimal());
    }

    [Theory]
    [InlineData("/api/v1/content/imdb:tt9999999", 404)]
    [InlineData("/api/v1/content/netflix:1", 404)]
    [InlineData("/api/v1/content/imdb:tt9999999/availability", 404)]
    [InlineData("/api/v1/content/imdb:603", 400)]
    [InlineData("/api/v1/content/matrix", 400)]
    [InlineData("/api/v1/content/netflix:1/availability?region=usa", 400)]
    public async Task Unknown_ids_and_malformed_ones_are_told_apart(string path, int status)
    {
        using var response = await _host.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_change_is_seen_by_who_read_the_title_before()
    {
        await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/content/imdb:tt0119094");
        await _host.ImportAsync(["""{"title":"Face/Off","href":"Face/Off","runtime_minutes":138}"""], "?source=wikipedia");
        var title = await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/content/imdb:tt0119094");
        Assert.Equal(138, title.GetProperty("runtime_minutes").GetInt32());
    }
}
