using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MediaGateway.Replay;
using MediaGateway.Replay.Demo;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Http.Replay;

/// <summary>A replay server that is told over HTTP how to fail, and one that keeps to the schedule of the demonstration.</summary>
public sealed class ReplayControlTests : IAsyncLifetime, IDisposable
{
    private readonly MovableTime _time = new(ReplayCalls.At);
    private readonly HttpClient _client = new();
    private ReplayServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ReplayServer.StartAsync(_time);
        _client.BaseAddress = _server.Address;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Failures_are_set_and_taken_back()
    {
        await SetAsync("tmdb", """{"mode": "too_many_requests", "count": 3, "retry_after": 12}""");
        Assert.Equal(new Failure(FailureMode.TooManyRequests) { Count = 3, RetryAfter = TimeSpan.FromSeconds(12) }, _server.FailureOf("tmdb"));
        await SetAsync("youtube", """{"mode": "slow", "delay_ms": 150}""");
        Assert.Equal(new Failure(FailureMode.Slow) { Delay = TimeSpan.FromMilliseconds(150) }, _server.FailureOf("youtube"));
        await SetAsync("spotify", """{"mode": "too_many_requests", "retry_after": null}""");
        Assert.Null(_server.FailureOf("spotify").RetryAfter);

        using var answer = await _client.DeleteAsync(new Uri("control/tmdb", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Failure.None, _server.FailureOf("tmdb"));
        Assert.Equal(FailureMode.Slow, _server.FailureOf("youtube").Mode);
    }

    [Fact]
    public async Task Every_mode_has_a_name()
    {
        foreach (var mode in Enum.GetValues<FailureMode>())
        {
            var name = string.Concat(mode.ToString().Select((letter, place) => char.IsUpper(letter) && place > 0 ? $"_{letter}" : $"{letter}"));
            var view = await SetAsync("hulu_direct", new JsonObject { ["mode"] = name.ToLowerInvariant() }.ToJsonString());
            Assert.Equal((mode, name.ToLowerInvariant()), (_server.FailureOf("hulu_direct").Mode, (string?)view["mode"]));
        }
    }

    [Theory]
    [InlineData("tmdb", """{"mode": "sulk"}""", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", """{"mode": 3}""", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", """{"mode": "slow", "delay_ms": 1e18}""", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", """{"mode": "slow", "delay_ms": -5}""", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", """{"mode": "slow", "count": 0}""", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", """{"mode": "too_many_requests", "retry_after": -1}""", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", """{"mode": "slow", "speed": 1}""", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", "{}", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", "null", HttpStatusCode.BadRequest)]
    [InlineData("tmdb", "", HttpStatusCode.BadRequest)]
    [InlineData("nobody", """{"mode": "slow"}""", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_set_is_refused_and_changes_nothing(string source, string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PutAsync(new Uri($"control/{source}", UriKind.Relative), content);
        Assert.Equal(status, answer.StatusCode);
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]);
        Assert.All(_server.Sources, known => Assert.Equal(Failure.None, _server.FailureOf(known)));
    }

    [Fact]
    public async Task What_each_source_was_sent_is_shown_without_keys()
    {
        foreach (var path in (string[])["tmdb/movie/603?api_key=s3cret&language=en-US", "tmdb/movie/603?api_key=s3cret&language=en-US", "tmdb/configuration?api_key=s3cret", "youtube/videos?part=id&key=s3cret"])
        {
            using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
        }

        var shown = await _client.GetStringAsync(new Uri("control", UriKind.Relative));
        Assert.DoesNotContain("s3cret", shown, StringComparison.Ordinal);
        var sources = JsonNode.Parse(shown)!["sources"]!.AsObject();
        Assert.Equal(_server.Sources, sources.Select(source => source.Key));
        var tmdb = sources["tmdb"]!;
        Assert.Equal(("none", 3), ((string?)tmdb["mode"], (int)tmdb["count"]!));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                [{"method": "GET", "path": "movie/603", "query": "api_key=***&language=en-US", "count": 2}, {"method": "GET", "path": "configuration", "query": "api_key=***", "count": 1}]
                """),
            tmdb["requests"]));
        Assert.Equal("s3cret", _server.Requests("tmdb")[0].Key);
    }

    [Fact]
    public void In_a_demonstration_one_platform_is_down_for_a_minute_of_every_three_and_one_is_slow_for_some_time()
    {
        var seconds = Enumerable.Range(0, 360).Select(second => DemoSchedule.At(TimeSpan.FromSeconds(second))).ToArray();
        Assert.Equal(Enumerable.Range(60, 60).Concat(Enumerable.Range(240, 60)), PlacesOf(DemoSchedule.Failing, FailureMode.Unavailable));
        Assert.InRange(PlacesOf(DemoSchedule.Slow, FailureMode.Slow).Length, 40, 120);
        Assert.Contains(0, PlacesOf(DemoSchedule.Failing, FailureMode.None).Intersect(PlacesOf(DemoSchedule.Slow, FailureMode.None)));

        int[] PlacesOf(string source, FailureMode mode) =>
            [.. Enumerable.Range(0, seconds.Length).Where(second => seconds[second][source].Mode == mode)];
    }

    [Fact]
    public async Task A_demonstration_says_what_it_does()
    {
        using var ending = new CancellationTokenSource();
        var told = new ToldLines();
        var run = new DemoRun(_server, _time, told).RunAsync(ending.Token);

        await AdvanceToAsync(TimeSpan.FromSeconds(61), told, "hulu_direct is down");
        Assert.Equal(FailureMode.Unavailable, _server.FailureOf(DemoSchedule.Failing).Mode);
        await AdvanceToAsync(TimeSpan.FromSeconds(60), told, "hulu_direct answers again");
        Assert.Equal(FailureMode.None, _server.FailureOf(DemoSchedule.Failing).Mode);
        await ending.CancelAsync();
        await run;
        Assert.Contains("The demonstration ends.", told.ToString(), StringComparison.Ordinal);
    }

    private async Task AdvanceToAsync(TimeSpan by, ToldLines told, string line)
    {
        var heard = told.WhenToldAsync(line);
        _time.Advance(by);
        await heard;
    }

    private async Task<JsonObject> SetAsync(string source, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PutAsync(new Uri($"control/{source}", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Lines that one can wait for.</summary>
    private sealed class ToldLines : StringWriter
    {
        private readonly List<(string Words, TaskCompletionSource Told)> _waiting = [];

        public Task WhenToldAsync(string words)
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_waiting) _waiting.Add((words, told));
            return told.Task;
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            lock (_waiting)
            {
                foreach (var (_, told) in _waiting.Where(wait => value!.Contains(wait.Words, StringComparison.Ordinal))) told.TrySetResult();
            }

            return Task.CompletedTask;
        }
    }
}
