using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace MediaGateway.Tests.Http;

public sealed class DiscoveryEndpointTests : IAsyncLifetime
{
    private readonly ISearchGrain _search = Substitute.For<ISearchGrain>();
    private SearchRequest? _asked;
    private FederatedScope? _scope;
    private FederatedAnswer _answer = new(true, [], 0, null, []);
    private FrontendHost _host = null!;

    public async Task InitializeAsync()
    {
        _search.SearchEverywhereAsync(Arg.Any<SearchRequest>(), Arg.Any<FederatedScope>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            (_asked, _scope) = (call.Arg<SearchRequest>(), call.Arg<FederatedScope>());
            return _answer;
        });
        _search.SuggestAsync(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<CancellationToken>())
            .Returns([new TitleDescription("imdb:tt0133093", "The Matrix", ContentType.Movie, 1999, 136)]);
        var grains = Substitute.For<IGrainFactory>();
        grains.GetGrain<ISearchGrain>(0).Returns(_search);
        _host = await FrontendHost.StartAsync(endpoints => endpoints.MapDiscovery(), services =>
        {
            services.AddSingleton(grains);
            services.AddDiscoveryApi();
            services.Configure<AuthorizationOptions>(options => options.AddPolicy(Policies.AnyCaller, policy => policy.RequireAssertion(_ => true)));
        });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_search_passes_on_every_parameter_and_answers_as_documented()
    {
        var document = PublicDocument.Write(new Content { ContentId = "imdb:tt0133093", Type = ContentType.Movie, Title = "The Matrix", UpdatedAt = DateTimeOffset.UnixEpoch });
        _answer = new FederatedAnswer(true, [new FederatedHit(new SearchHit(document, 0.9, false), null)], 7, new HitPosition(42, "imdb:tt0133093"), []);
        using var response = await _host.Client.GetAsync("/api/v1/discovery/search?q=the%20matrix&type=movie,series&genre=Action&year_from=1990&year_to=2000&platforms=netflix,hulu&region=US&limit=1");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("MISS", Assert.Single(response.Headers.GetValues("X-Cache-Status")));
        Assert.False(response.Headers.Contains("X-Partial-Results"));
        Assert.Equal(("the matrix", 1), (_asked!.Text, _asked.Limit));
        Assert.Equal([ContentType.Movie, ContentType.Series], _asked.Filter.Types);
        Assert.Equal(["Action"], _asked.Filter.Genres);
        Assert.Equal((1990, 2000, "US"), (_asked.Filter.YearFrom, _asked.Filter.YearTo, _asked.Filter.Region));
        Assert.Equal(["netflix", "hulu"], _asked.Filter.Platforms);
        Assert.Equal((2, "US"), (_scope!.Platforms.Count, _scope.Region));

        var page = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            ["query", "results", "total", "next_cursor", "execution_time_ms", "partial_results", "errors", "warnings", "cached", "age_minutes"],
            page.EnumerateObject().Select(member => member.Name));
        Assert.Equal(7, page.GetProperty("total").GetInt32());
        var result = Assert.Single(page.GetProperty("results").EnumerateArray());
        Assert.Equal("The Matrix", result.GetProperty("title").GetString());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("platform").ValueKind);
        Assert.Equal(0.9, result.GetProperty("relevance_score").GetDouble());
        Assert.False(result.GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task Platforms_that_failed_are_named_with_why_and_the_rest_is_answered()
    {
        _answer = new FederatedAnswer(true, [], 0, null,
        [
            Echo("netflix", SourceFailureKind.Unavailable), Echo("hulu", SourceFailureKind.Timeout), Echo("mubi", SourceFailureKind.CircuitOpen),
            Echo("youtube", SourceFailureKind.NotConfigured), Echo("spotify", null),
        ]);
        using var response = await _host.Client.GetAsync("/api/v1/discovery/search?q=star&platforms=netflix,hulu,mubi,youtube,spotify,nobody");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-Partial-Results")));
        Assert.Equal("MISS", Assert.Single(response.Headers.GetValues("X-Cache-Status")));
        Assert.Equal(["netflix", "hulu", "mubi", "youtube", "spotify"], _scope!.Platforms);

        var page = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(page.GetProperty("partial_results").GetBoolean());
        Assert.Equal("""[{"platform":"netflix","error":"unavailable"},{"platform":"hulu","error":"timeout"},{"platform":"mubi","error":"circuit_breaker_open"}]""", page.GetProperty("errors").GetRawText());
        Assert.Equal(
            """{"platform":"netflix","code":"platform_unavailable","error":"service_unavailable","message":"Netflix is temporarily unavailable."}""",
            page.GetProperty("warnings")[0].GetRawText());
        Assert.False(page.TryGetProperty("warning", out _));
    }

    [Fact]
    public async Task When_every_platform_is_down_what_is_older_says_how_old_it_is()
    {
        _answer = new FederatedAnswer(true, [], 0, null, [Echo("netflix", SourceFailureKind.CircuitOpen, TimeSpan.FromMinutes(10)), Echo("hulu", SourceFailureKind.Timeout, TimeSpan.FromHours(2.5))]);
        using var response = await _host.Client.GetAsync("/api/v1/discovery/search?q=inception&platforms=netflix,hulu");
        Assert.Equal("HIT", Assert.Single(response.Headers.GetValues("X-Cache-Status")));
        var page = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(page.GetProperty("cached").GetBoolean());
        Assert.Equal(150, page.GetProperty("age_minutes").GetInt32());
        Assert.Equal("stale_results", page.GetProperty("warnings").EnumerateArray().Last().GetProperty("code").GetString());
        Assert.Equal("Showing cached results. Live platform data is unavailable.", page.GetProperty("warning").GetString());
        Assert.Equal("2 hours", page.GetProperty("data_age").GetString());
    }

    [Fact]
    public async Task A_cursor_leads_the_grain_to_its_place_and_only_for_the_query_it_came_from()
    {
        _answer = new FederatedAnswer(true, [], 7, new HitPosition(42, "mg:1"), []);
        var cursor = await CursorOf("/api/v1/discovery/search?q=matrix&genre=war");
        using var next = await _host.Client.GetAsync($"/api/v1/discovery/search?q=matrix&genre=war&cursor={cursor}");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(new HitPosition(42, "mg:1"), _asked!.After);
        await AssertRefused($"/api/v1/discovery/search?q=matrix&cursor={cursor}", "cursor");
        await AssertRefused($"/api/v1/discovery/search?q=matrix&genre=war&cursor={cursor[..^2]}AA", "cursor");
        await AssertRefused("/api/v1/discovery/search?q=matrix&cursor=nonsense", "cursor");
    }

    [Theory]
    [InlineData("/api/v1/discovery/search", "q")]
    [InlineData("/api/v1/discovery/search?q=", "q")]
    [InlineData("/api/v1/discovery/search?q=a&limit=0", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&limit=101", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&limit=9223372036854775808", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&limit=ten", "limit")]
    [InlineData("/api/v1/discovery/search?q=a&type=film", "type")]
    [InlineData("/api/v1/discovery/search?q=a&type=0", "type")]
    [InlineData("/api/v1/discovery/search?q=a&year_from=MCM", "year_from")]
    [InlineData("/api/v1/discovery/search?q=a&year_from=2000&year_to=1999", "year_to")]
    [InlineData("/api/v1/discovery/search?q=a&region=USA", "region")]
    [InlineData("/api/v1/discovery/search?q=a&platforms=,", "platforms")]
    [InlineData("/api/v1/discovery/suggest", "q")]
    [InlineData("/api/v1/discovery/suggest?q=a&limit=101", "limit")]
    public async Task What_is_out_of_range_is_refused_with_its_field(string path, string field) => await AssertRefused(path, field);

    [Fact]
    public async Task The_longest_query_is_200_characters()
    {
        using var longest = await _host.Client.GetAsync($"/api/v1/discovery/search?q={new string('x', 200)}");
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        await AssertRefused($"/api/v1/discovery/search?q={new string('x', 201)}", "q");
    }

    [Fact]
    public async Task The_alias_takes_the_query_in_a_body_and_names_its_fields()
    {
        using var response = await _host.Client.PostAsJsonAsync("/v1/search", new { query = "matrix", limit = 3 });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("matrix", 3), (_asked!.Text, _asked.Limit));
        using var shortest = await _host.Client.PostAsJsonAsync("/v1/search", new { query = "matrix" });
        Assert.Equal(HttpStatusCode.OK, shortest.StatusCode);
        using var refused = await _host.Client.PostAsJsonAsync("/v1/search", new { limit = 3 });
        Assert.Equal(["query"], await FieldsOf(refused));
    }

    [Fact]
    public async Task Suggestions_are_titles()
    {
        var answer = JsonElement.Parse(await _host.Client.GetStringAsync("/api/v1/discovery/suggest?q=matr"));
        Assert.Equal("""{"suggestions":[{"content_id":"imdb:tt0133093","title":"The Matrix","year":1999,"type":"movie"}]}""", answer.GetRawText());
    }

    [Fact]
    public async Task While_the_catalogue_is_being_read_clients_are_asked_to_come_back()
    {
        _answer = new FederatedAnswer(false, [], 0, null, []);
        _search.SuggestAsync(Arg.Any<string>(), Arg.Any<int>(), Arg.Any<CancellationToken>()).Returns((IReadOnlyList<TitleDescription>?)null);
        foreach (var path in new[] { "/api/v1/discovery/search?q=a", "/api/v1/discovery/suggest?q=a" })
        {
            using var response = await _host.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
        }
    }

    private static PlatformEcho Echo(string platform, SourceFailureKind? failure, TimeSpan? age = null) =>
        new(platform, failure is { } kind ? new SourceFailure(kind, null) : null, TimeProvider.System.GetUtcNow() - age);

    private async Task<string> CursorOf(string path) => JsonElement.Parse(await _host.Client.GetStringAsync(path)).GetProperty("next_cursor").GetString()!;

    private async Task AssertRefused(string path, string field)
    {
        using var response = await _host.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], await FieldsOf(response));
    }

    private static async Task<string[]> FieldsOf(HttpResponseMessage response) =>
        [.. JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateObject().Select(member => member.Name)];
}
