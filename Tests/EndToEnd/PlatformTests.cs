using System.Diagnostics;
using System.Net;
using System.Text.Json;
using MediaGateway.Domain.Resilience;
using MediaGateway.Replay;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>The real gateway and platforms that are played: what a user finds, and what becomes of limits.</summary>
public sealed class PlatformTests : IAsyncLifetime
{
    private ReplayServer _platforms = null!;

    public async Task InitializeAsync() => _platforms = await ReplayServer.StartAsync();

    public async Task DisposeAsync() => await _platforms.DisposeAsync();

    [Fact]
    public async Task A_search_finds_what_the_users_platforms_have_and_one_that_fails_costs_only_itself()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(Pointing("netflix_direct", "hulu_direct", "spotify"));
        using var ada = await Person.RegisterAsync(gateway);
        foreach (var platform in new[] { "netflix", "hulu", "spotify" }) await ada.Client.PutAsync($"/api/v1/me/platforms/{platform}", content: null).ReadAsync();
        Assert.Equal(3, (await ada.Client.GetAsync("/api/v1/me").ReadAsync()).Items("connected_platforms").Count());

        var (found, answer) = await SearchAsync(ada, "squid");
        var game = found.Items("results").First();
        Assert.Equal(("Squid Game", "netflix"), (game.Text("title"), game.Text("platform")));
        Assert.False(answer.Headers.Contains("X-Partial-Results"));
        // What was found is the user's to keep, and opens.
        Assert.Equal(HttpStatusCode.Created, (await ada.PutOnListAsync(game.Text("content_id"))).StatusCode);
        var link = await ada.Client.GetAsync($"/api/v1/content/{Uri.EscapeDataString(game.Text("content_id"))}/deep-link?platform=netflix").ReadAsync();
        Assert.Equal("https://www.netflix.com/title/81040344", link.Text("url"));

        _platforms.Fail("hulu_direct", FailureMode.ServerError);
        foreach (var name in new[] { "The Witcher", "Ozark" })
        {
            (found, answer) = await SearchAsync(ada, name);
            Assert.Equal("true", Assert.Single(answer.Headers.GetValues("X-Partial-Results")));
            Assert.Equal(("hulu", "unavailable"), (found.Items("errors").Single().Text("platform"), found.Items("errors").Single().Text("error")));
            Assert.Contains(found.Items("results"), title => title.Text("title") == name && title.Text("platform") == "netflix");
        }

        var asked = _platforms.CountOf("hulu_direct");
        (found, _) = await SearchAsync(ada, "crown");
        Assert.Equal("circuit_breaker_open", found.Items("errors").Single().Text("error"));
        Assert.Equal(asked, _platforms.CountOf("hulu_direct"));
        using var admin = gateway.AsAdmin();
        Assert.Equal("open", (await admin.GetAsync("/api/v1/admin/platforms/hulu").ReadAsync()).Text("circuit"));
    }

    [Fact]
    public async Task A_slow_platform_costs_no_more_than_its_time_and_what_it_says_later_is_there_for_the_next()
    {
        var settings = Pointing("netflix_direct", "hulu_direct", "disney_plus_direct");
        settings["Discovery__PlatformBudget"] = "00:00:00.200";
        await using var gateway = await GatewayProcess.StartNewAsync(settings);
        using var ada = await Person.RegisterAsync(gateway);
        _platforms.Fail("disney_plus_direct", new Failure(FailureMode.Slow) { Delay = TimeSpan.FromSeconds(30) });
        _platforms.Fail("hulu_direct", new Failure(FailureMode.Slow) { Delay = TimeSpan.FromSeconds(1.5) });
        const string Query = "shogun&platforms=netflix,hulu";
        var started = Stopwatch.GetTimestamp();
        var (found, _) = await SearchAsync(ada, $"{Query},disney_plus");
        // A call with its retries takes 12 seconds and more.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), "The search has waited for a slow platform.");
        Assert.Contains(found.Items("errors"), error => (error.Text("platform"), error.Text("error")) == ("disney_plus", "timeout"));
        // On a busy machine the other platform may not have made it either.
        Assert.Equal("timeout", found.Items("errors").Single(error => error.Text("platform") == "hulu").Text("error"));

        await _platforms.ReceivedAsync("hulu_direct", 1);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((found = (await SearchAsync(ada, Query)).Page).Items("errors").Any()) patience.Token.ThrowIfCancellationRequested();
        Assert.Contains(found.Items("results"), title => title.Text("title") == "Shōgun" && title.Text("platform") == "hulu");
        // One call for all of them; on a busy machine it may have taken longer than a call may, and be made again.
        Assert.InRange(_platforms.CountOf("hulu_direct"), 1, 1 + RetrySchedule.MaxRetries);
    }

    [Fact]
    public async Task What_was_used_of_a_days_quota_outlives_kill_9()
    {
        var settings = Pointing("youtube");
        settings["Sources__youtube__DailyUnits"] = "300";
        await using var gateway = await GatewayProcess.StartNewAsync(settings);
        using var ada = await Person.RegisterAsync(gateway);
        for (var search = 1; search <= 2; search++) Assert.Empty((await SearchAsync(ada, $"trailer {search}&platforms=youtube")).Page.Items("errors"));
        // Answers are stored behind searches: whatever is durable after them is so later.
        using var later = await Person.RegisterAsync(gateway);
        await gateway.KillAsync(databaseToo: true);
        await gateway.StartAsync();
        // What was answered once is known after the crash, and costs nothing.
        await SearchAsync(ada, "trailer 1&platforms=youtube");
        Assert.Equal(2, _platforms.CountOf("youtube"));
        for (var search = 3; search <= 6; search++) await SearchAsync(ada, $"trailer {search}&platforms=youtube");
        Assert.Equal(3, _platforms.CountOf("youtube"));
        using var admin = gateway.AsAdmin();
        var key = (await admin.GetAsync("/api/v1/admin/sources").ReadAsync()).Items("sources").Single(source => source.Text("source") == "youtube").Items("keys").Single();
        Assert.Equal(300, key.GetProperty("units_used").GetInt32());
    }

    [Fact]
    public async Task What_only_a_platform_knows_is_found_by_the_platforms_own_id()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(Pointing("netflix_direct"));
        using var ada = await Person.RegisterAsync(gateway);
        var title = await AskAgainAsync(() => ada.Client.GetAsync("/api/v1/content/netflix:81040344")).ReadAsync();
        Assert.Equal(("Squid Game", "netflix:81040344"), (title.Text("title"), title.Text("requested_id")));
        await AskAgainAsync(() => ada.Client.PostAsync("/api/v1/queue/add", new { platform = "netflix", content_id = "80192098", title = "Money Heist" })).ReadAsync(HttpStatusCode.Created);
        await AskAgainAsync(() => ada.Client.PostAsync("/api/v1/queue/add", new { platform = "netflix", content_id = "80000001", title = "Nobody's" })).ReadAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task That_nobody_could_be_asked_of_a_title_is_not_said_to_be_that_nobody_knows_it()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(Pointing("netflix_direct"));
        using var ada = await Person.RegisterAsync(gateway);
        _platforms.Fail("netflix_direct", FailureMode.ServerError);
        using var refused = await ada.Client.GetAsync("/api/v1/content/netflix:81040344");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        await ada.Client.PutAsync("/api/v1/watchlist/netflix:81040344", null).ReadAsync(HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>As a client does that is told to come again: the first call of a cold process may take longer than it is waited for.</summary>
    private static async Task<HttpResponseMessage> AskAgainAsync(Func<Task<HttpResponseMessage>> request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var answer = await request();
            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout) || patience.IsCancellationRequested) return answer;
            answer.Dispose();
        }
    }

    private static async Task<(JsonElement Page, HttpResponseMessage Answer)> SearchAsync(Person person, string query)
    {
        var answer = await person.Client.GetAsync($"/api/v1/discovery/search?q={query}");
        return (await Task.FromResult(answer).ReadAsync(), answer);
    }

    private Dictionary<string, string> Pointing(params string[] sources)
    {
        var settings = new Dictionary<string, string>();
        foreach (var source in sources)
        {
            settings[$"Sources__{source}__Address"] = _platforms.AddressOf(source).ToString();
            settings[$"Sources__{source}__Keys__0"] = source is "spotify" ? "test-client:test-secret" : "test-key-of-nobody";
        }

        settings["Sources__spotify__TokenAddress"] = $"{_platforms.AddressOf("spotify_accounts")}api/token";
        return settings;
    }
}
