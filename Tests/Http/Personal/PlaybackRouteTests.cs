using MediaGateway.ApiFrontend.Sync;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Playback;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>Playing titles: sessions, heartbeats, where titles were left, and going on elsewhere.</summary>
public sealed class PlaybackRouteTests : IAsyncLifetime
{
    private const string Film = "imdb:tt0133093";
    private const string Series = "imdb:tt4574334";

    private PersonalHost _host = null!;
    private string _ada = null!;
    private string _phone = null!;
    private string _tv = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        await _host.Silo.KnowAsync(
            Title(Film, "The Matrix", ContentType.Movie, ("netflix", "20557937"), ("youtube", "vKQi3bBA1y8")) with { RuntimeMinutes = 100 },
            Title(Series, "Stranger Things", ContentType.Series, ("netflix", "80057281")),
            Title("imdb:tt4593118", "The Weirdo on Maple Street", ContentType.Episode, ("netflix", "80057281:s01e02")),
            Title("imdb:tt6020684", "MADMAX", ContentType.Episode, ("netflix", "80057281:s02e01")));
        _ada = await _host.SignUpAsync();
        _phone = await _host.AddDeviceAsync(_ada, "phone");
        _tv = await _host.AddDeviceAsync(_ada, "tv");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_title_goes_on_where_it_was_left_on_whatever_device()
    {
        var (session, _) = await StartAsync(Film, _phone);
        var beat = await BeatAsync(session, 754_000, "paused");
        Assert.True(beat.Body.GetProperty("durable").GetBoolean());
        Assert.False(beat.Body.GetProperty("watched").GetBoolean());

        var position = await _host.SendAsync(_ada, "GET", $"/api/v1/playback/position?content_id=netflix%3A20557937");
        Assert.Equal(200, position.Status);
        Assert.Equal(Film, position.Body.GetProperty("content_id").GetString());
        Assert.Equal("netflix:20557937", position.Body.GetProperty("requested_id").GetString());
        Assert.Equal(754_000, position.Body.GetProperty("position_ms").GetInt64());
        Assert.Equal(_phone, position.Body.GetProperty("last_device").GetString());
        Assert.InRange(position.Body.GetProperty("last_updated").GetDateTimeOffset(), _host.Time.GetUtcNow() - Patience, _host.Time.GetUtcNow());
        var (_, started) = await StartAsync("netflix:20557937", _tv);
        Assert.Equal(754_000, started.GetProperty("resume_position_ms").GetInt64());
        Assert.Equal("https://www.netflix.com/title/20557937", started.GetProperty("url").GetString());
    }

    [Fact]
    public async Task What_was_never_watched_is_at_its_beginning_and_what_nobody_knows_is_not_found()
    {
        var position = await _host.SendAsync(_ada, "GET", $"/api/v1/playback/position?content_id={Uri.EscapeDataString(Film)}");
        Assert.Equal(0, position.Body.GetProperty("position_ms").GetInt64());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, position.Body.GetProperty("last_device").ValueKind);
        Assert.Equal((404, "unknown_content"), await OutcomeAsync("GET", "/api/v1/playback/position?content_id=imdb%3Att9999999"));
        Assert.Equal(400, (await _host.SendAsync(_ada, "GET", "/api/v1/playback/position?content_id=nonsense")).Status);
        Assert.Equal(400, (await _host.SendAsync(_ada, "GET", "/api/v1/playback/position")).Status);
    }

    [Fact]
    public async Task Heartbeats_between_commits_are_not_in_the_log_and_the_last_one_is_within_a_minute()
    {
        var (session, _) = await StartAsync(Film, _phone);
        await BeatAsync(session, 0, "playing");
        var before = await SeqAsync();
        _host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await BeatAsync(session, 30_000, "playing")).Body.GetProperty("durable").GetBoolean());
        Assert.Equal(before, await SeqAsync());
        Assert.Equal(0, await PositionAsync(Film));

        // The player falls silent.
        _host.Time.Advance(TimeSpan.FromSeconds(30));
        await UntilAsync(async () => await PositionAsync(Film) == 30_000);
        Assert.Equal(before + 1, await SeqAsync());
    }

    [Fact]
    public async Task What_was_watched_to_95_percent_is_in_the_history_once_and_begins_anew()
    {
        var (session, _) = await StartAsync(Film, _phone);
        Assert.False((await BeatAsync(session, 5_699_999, "playing")).Body.GetProperty("watched").GetBoolean());
        Assert.True((await BeatAsync(session, 5_700_000, "playing")).Body.GetProperty("watched").GetBoolean());
        Assert.True((await BeatAsync(session, 5_999_000, "stopped")).Body.GetProperty("watched").GetBoolean());

        var history = await _host.SendAsync(_ada, "GET", "/api/v1/history");
        var play = Assert.Single(history.Items);
        Assert.Equal((session, Film, "The Matrix"), (play.GetProperty("play_id").GetString(), play.GetProperty("content_id").GetString(), play.GetProperty("title").GetString()));
        Assert.True(play.GetProperty("completed").GetBoolean());
        Assert.Equal(1, history.Body.GetProperty("total").GetInt32());
        var (_, again) = await StartAsync(Film, _phone);
        Assert.Equal(0, again.GetProperty("resume_position_ms").GetInt64());
    }

    [Fact]
    public async Task What_was_stopped_before_is_in_the_history_as_begun()
    {
        var (session, _) = await StartAsync(Film, _phone);
        await BeatAsync(session, 60_000, "stopped");
        var play = Assert.Single((await _host.SendAsync(_ada, "GET", "/api/v1/history")).Items);
        Assert.False(play.GetProperty("completed").GetBoolean());
        Assert.Equal(60_000, play.GetProperty("position_ms").GetInt64());
    }

    [Fact]
    public async Task The_end_of_an_episode_names_the_next_one_that_is_known()
    {
        var (first, _) = await StartAsync("netflix:80057281:s01e01", _phone);
        var next = (await BeatAsync(first, 2_900_000, "ended")).Body.GetProperty("next");
        Assert.Equal(("imdb:tt4593118", "The Weirdo on Maple Street"), (next.GetProperty("content_id").GetString(), next.GetProperty("title").GetString()));
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var (second, _) = await StartAsync("imdb:tt4593118", _phone);
        Assert.Equal("imdb:tt6020684", (await BeatAsync(second, 1, "ended")).Body.GetProperty("next").GetProperty("content_id").GetString());
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var (last, _) = await StartAsync("imdb:tt6020684", _phone);
        Assert.False((await BeatAsync(last, 1, "ended")).Body.TryGetProperty("next", out _));
        Assert.Equal($"{Series}:s01e01", (await _host.SendAsync(_ada, "GET", "/api/v1/history")).Items.Last().GetProperty("content_id").GetString());
    }

    [Fact]
    public async Task Two_episodes_of_a_series_that_is_all_that_is_known_keep_positions_of_their_own()
    {
        var (one, _) = await StartAsync($"{Series}:s03e01", _phone);
        await BeatAsync(one, 1000, "stopped");
        var (two, _) = await StartAsync("netflix:80057281:s03e02", _phone);
        await BeatAsync(two, 2000, "stopped");
        Assert.Equal(1000, await PositionAsync("netflix:80057281:s03e01"));
        Assert.Equal(2000, await PositionAsync($"{Series}:s03e02"));
        Assert.Equal(0, await PositionAsync(Series));
    }

    [Fact]
    public async Task A_device_plays_one_thing_and_what_it_played_before_is_over_and_kept()
    {
        var (first, _) = await StartAsync(Film, _phone);
        await BeatAsync(first, 0, "playing");
        _host.Time.Advance(TimeSpan.FromSeconds(30));
        await BeatAsync(first, 30_000, "playing");
        await StartAsync(Series + ":s01e01", _phone);
        Assert.Equal(30_000, await PositionAsync(Film));
        Assert.Equal((409, "session_over"), await OutcomeAsync("PUT", $"/api/v1/playback/session/{first}/heartbeat", Beat(31_000, "playing")));
    }

    [Fact]
    public async Task The_last_word_of_a_player_may_be_said_again()
    {
        var (session, _) = await StartAsync(Film, _phone);
        await BeatAsync(session, 40_000, "stopped");
        Assert.Equal(200, (await BeatAsync(session, 40_000, "stopped")).Status);
        Assert.Equal(409, (await _host.SendAsync(_ada, "PUT", $"/api/v1/playback/session/{session}/heartbeat", Beat(50_000, "playing"))).Status);
        Assert.Single((await _host.SendAsync(_ada, "GET", "/api/v1/history")).Items);
    }

    [Fact]
    public async Task The_other_devices_see_at_once_what_a_player_does()
    {
        var (onTv, onPhone) = (await _host.OpenAsync(_ada, _tv, "tv"), await _host.OpenAsync(_ada, _phone, "phone"));
        var (session, _) = await StartAsync(Film, _phone);
        await BeatAsync(session, 1000, "playing");
        await BeatAsync(session, 754_000, "paused");
        await BeatAsync(session, 754_000, "playing");
        await UntilAsync(() => onTv.Commands.Count == 3);
        Assert.Equal([PlaybackState.Playing, PlaybackState.Paused, PlaybackState.Playing], onTv.Commands.Select(command => command.State!.Value));
        Assert.All(onTv.Commands, command => Assert.Equal((CommandType.Playback, _phone, Film), (command.Type, command.DeviceId, command.ContentId)));
        Assert.Equal(754_000, onTv.Commands.Last().PositionMs);
        Assert.Empty(onPhone.Commands);

        var activity = (await _host.SendAsync(_ada, "GET", $"/api/v1/devices/{_phone}")).Body.GetProperty("current_activity");
        Assert.Equal((Film, 754), (activity.GetProperty("watching").GetString(), activity.GetProperty("progress").GetInt64()));
        _host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await _host.SendAsync(_ada, "GET", $"/api/v1/devices/{_phone}")).Body.GetProperty("current_activity").ValueKind);
    }

    [Theory]
    [InlineData("youtube", DeepLinkLevel.Position, "https://www.youtube.com/watch?v=vKQi3bBA1y8&t=754s")]
    [InlineData("netflix", DeepLinkLevel.Title, "https://www.netflix.com/title/20557937")]
    [InlineData("peacock", DeepLinkLevel.App, "https://www.peacocktv.com/")]
    public async Task Another_device_goes_on_as_near_as_its_platform_lets_it(string platform, DeepLinkLevel level, string link)
    {
        var (onTv, onPhone) = (await _host.OpenAsync(_ada, _tv, "tv"), await _host.OpenAsync(_ada, _phone, "phone"));
        var (session, _) = await StartAsync(Film, _phone, platform);
        await BeatAsync(session, 754_000, "paused");
        var answer = await _host.SendAsync(_ada, "POST", "/api/v1/playback/handoff", $$"""{"session_id":"{{session}}","target_device_id":"{{_tv}}"}""");
        Assert.Equal(202, answer.Status);
        Assert.Equal(level.ToString().ToLowerInvariant(), answer.Body.GetProperty("level").GetString());
        Assert.Equal(link, answer.Body.GetProperty("deep_link").GetString());
        await UntilAsync(() => onTv.Commands.Any(command => command.Type is CommandType.DeviceHandoff) && !onPhone.Commands.IsEmpty);
        // What the phone did before may arrive after it.
        var command = onTv.Commands.Last(command => command.Type is CommandType.DeviceHandoff);
        Assert.Equal((session, Film, platform, 754_000, link, level), (command.SessionId, command.ContentId, command.Platform, command.PositionMs, command.DeepLink, command.Level));
        Assert.Equal(CommandType.HandedOff, Assert.Single(onPhone.Commands).Type);
    }

    [Fact]
    public async Task A_hand_off_needs_another_device_that_is_there_and_is_the_users()
    {
        var (session, _) = await StartAsync(Film, _phone);
        Assert.Equal((409, "device_offline"), await HandOffAsync(session, _tv));
        Assert.Equal((409, "same_device"), await HandOffAsync(session, _phone));
        Assert.Equal((404, "unknown_device"), await HandOffAsync(session, "nobody"));
        Assert.Equal((404, "unknown_session"), await HandOffAsync("nothing", _tv));
    }

    [Fact]
    public async Task A_player_with_the_sessions_token_reports_this_session_and_sees_nothing_else()
    {
        var (session, started) = await StartAsync(Film, _phone);
        var (other, _) = await StartAsync(Film, _tv);
        var token = started.GetProperty("session_token").GetString();
        Assert.Equal(200, (await _host.SendAsync(token, "PUT", $"/api/v1/playback/session/{session}/heartbeat", Beat(1000, "playing"))).Status);
        Assert.Equal(404, (await _host.SendAsync(token, "PUT", $"/api/v1/playback/session/{other}/heartbeat", Beat(1000, "playing"))).Status);
        foreach (var path in (string[])["/api/v1/me", "/api/v1/watchlist", "/api/v1/devices", "/api/v1/history", $"/api/v1/content/{Uri.EscapeDataString(Film)}"])
        {
            Assert.Equal(403, (await _host.SendAsync(token, "GET", path)).Status);
        }

        Assert.Equal(401, (await _host.SendAsync(token![..^36] + other, "PUT", $"/api/v1/playback/session/{other}/heartbeat", Beat(1, "playing"))).Status);
        Assert.Equal(400, (await _host.SendAsync(token![..20], "PUT", $"/api/v1/playback/session/{session}/heartbeat", Beat(1, "playing"))).Status);
        await BeatAsync(session, 2000, "stopped");
        Assert.Equal(401, (await _host.SendAsync(token, "PUT", $"/api/v1/playback/session/{session}/heartbeat", Beat(3000, "playing"))).Status);
    }

    [Fact]
    public async Task Another_users_session_device_and_history_are_not_there()
    {
        var (session, _) = await StartAsync(Film, _phone);
        await BeatAsync(session, 1000, "paused");
        var eve = await _host.SignUpAsync();
        Assert.Equal(404, (await _host.SendAsync(eve, "PUT", $"/api/v1/playback/session/{session}/heartbeat", Beat(9, "stopped"))).Status);
        Assert.Equal(404, (await _host.SendAsync(eve, "POST", "/api/v1/playback/handoff", $$"""{"session_id":"{{session}}","target_device_id":"{{_tv}}"}""")).Status);
        Assert.Equal(404, (await _host.SendAsync(eve, "POST", "/api/v1/playback/session", $$"""{"content_id":"{{Film}}","platform":"netflix","device_id":"{{_phone}}"}""")).Status);
        Assert.Empty((await _host.SendAsync(eve, "GET", "/api/v1/history")).Items);
        Assert.Equal(1000, await PositionAsync(Film));
    }

    [Theory]
    [InlineData("""{"state":"playing"}""", "position_ms")]
    [InlineData("""{"position_ms":-1,"state":"playing"}""", "position_ms")]
    [InlineData("""{"position_ms":3600000001,"state":"playing"}""", "position_ms")]
    [InlineData("""{"position_ms":1001,"duration_ms":1000,"state":"playing"}""", "position_ms")]
    [InlineData("""{"position_ms":1,"duration_ms":0,"state":"playing"}""", "duration_ms")]
    [InlineData("""{"position_ms":1}""", "state")]
    [InlineData("""{"position_ms":1,"state":"dancing"}""", "state")]
    [InlineData("""{"position_ms":"1","state":"playing"}""", "position_ms")]
    public async Task A_heartbeat_that_is_none_is_refused_by_the_field_at_fault(string body, string field)
    {
        var (session, _) = await StartAsync(Film, _phone);
        var answer = await _host.SendAsync(_ada, "PUT", $"/api/v1/playback/session/{session}/heartbeat", body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Faults);
    }

    [Theory]
    [InlineData("""{"platform":"netflix","device_id":"D"}""", 400)]
    [InlineData("""{"content_id":"nonsense","platform":"netflix","device_id":"D"}""", 400)]
    [InlineData("""{"content_id":"imdb:tt0133093","platform":"betamax","device_id":"D"}""", 400)]
    [InlineData("""{"content_id":"imdb:tt9999999","platform":"netflix","device_id":"D"}""", 404)]
    [InlineData("""{"content_id":"imdb:tt0133093","platform":"netflix","device_id":"nobody"}""", 404)]
    public async Task A_session_needs_a_title_a_platform_and_a_device_that_are_known(string body, int status) =>
        Assert.Equal(status, (await _host.SendAsync(_ada, "POST", "/api/v1/playback/session", body.Replace("\"D\"", $"\"{_phone}\"", StringComparison.Ordinal))).Status);

    [Fact]
    public async Task The_history_is_read_page_by_page_from_where_a_snapshot_says()
    {
        for (var number = 1; number <= 5; number++)
        {
            _host.Time.Advance(TimeSpan.FromMinutes(1));
            var (session, _) = await StartAsync(PersonalHost.Title(number), _phone);
            await BeatAsync(session, 1, "ended");
        }

        var cursor = (await _host.SendAsync(_ada, "GET", "/api/v1/sync/state")).Body.GetProperty("snapshot").GetProperty("plays_cursor").GetString();
        List<string?> read = [];
        while (cursor is not null)
        {
            var page = await _host.SendAsync(_ada, "GET", $"/api/v1/history?limit=2&cursor={cursor}");
            Assert.Equal(5, page.Body.GetProperty("total").GetInt32());
            read.AddRange(page.Items.Select(play => play.GetProperty("content_id").GetString()));
            cursor = page.NextCursor;
        }

        Assert.Equal([5, 4, 3, 2, 1], read.Select(id => int.Parse(id![^7..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_device_that_is_removed_plays_no_more_and_what_it_played_is_kept()
    {
        var (session, _) = await StartAsync(Film, _phone);
        await BeatAsync(session, 0, "playing");
        _host.Time.Advance(TimeSpan.FromSeconds(20));
        await BeatAsync(session, 20_000, "playing");
        Assert.Equal(204, (await _host.SendAsync(_ada, "DELETE", $"/api/v1/devices/{_phone}")).Status);
        Assert.Equal(20_000, await PositionAsync(Film));
        Assert.NotEqual(200, (await _host.SendAsync(_ada, "PUT", $"/api/v1/playback/session/{session}/heartbeat", Beat(21_000, "playing"))).Status);
    }

    private static Content Title(string id, string title, ContentType type, params (string Source, string Id)[] ids) => new()
    {
        ContentId = id,
        Type = type,
        Title = title,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        ExternalIds = ids.ToDictionary(other => other.Source, other => other.Id),
    };

    private static string Beat(long positionMs, string state) => $$"""{"position_ms":{{positionMs}},"state":"{{state}}"}""";

    private async Task<(string SessionId, System.Text.Json.JsonElement Body)> StartAsync(string contentId, string deviceId, string platform = "netflix")
    {
        var answer = await _host.SendAsync(_ada, "POST", "/api/v1/playback/session", $$"""{"content_id":"{{contentId}}","platform":"{{platform}}","device_id":"{{deviceId}}"}""");
        Assert.Equal(201, answer.Status);
        return (answer.Body.GetProperty("session_id").GetString()!, answer.Body);
    }

    private async Task<PersonalHost.Answer> BeatAsync(string session, long positionMs, string state)
    {
        var answer = await _host.SendAsync(_ada, "PUT", $"/api/v1/playback/session/{session}/heartbeat", Beat(positionMs, state));
        Assert.Equal(200, answer.Status);
        Assert.Equal(positionMs, answer.Body.GetProperty("position_ms").GetInt64());
        return answer;
    }

    private Task<(int, string?)> HandOffAsync(string session, string device) =>
        OutcomeAsync("POST", "/api/v1/playback/handoff", $$"""{"session_id":"{{session}}","target_device_id":"{{device}}"}""");

    private async Task<(int, string?)> OutcomeAsync(string method, string path, string? body = null)
    {
        var answer = await _host.SendAsync(_ada, method, path, body);
        return (answer.Status, answer.Error);
    }

    private async Task<long> PositionAsync(string contentId) =>
        (await _host.SendAsync(_ada, "GET", $"/api/v1/playback/position?content_id={Uri.EscapeDataString(contentId)}")).Body.GetProperty("position_ms").GetInt64();

    private async Task<long> SeqAsync() => (await _host.SendAsync(_ada, "GET", "/api/v1/watchlist")).Body.GetProperty("seq").GetInt64();
}
