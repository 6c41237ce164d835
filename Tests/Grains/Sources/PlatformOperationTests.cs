using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Tests.Grains.Runtime;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>What a platform can be asked, each in the words that its sources understand.</summary>
public sealed class PlatformOperationTests : IAsyncLifetime
{
    private static readonly PlatformAsk Ask = new("US", SourceSilo.Patience);

    private readonly Dictionary<string, ScriptedSource> _sources = [];
    private SourceSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await SourceSilo.StartAsync(
        time =>
        {
            foreach (var id in new[] { "streaming_availability", "watchmode", "spotify" }) _sources.Add(id, new ScriptedSource(id, time, "key-1"));
            return [.. _sources.Values];
        },
        catalogues: "netflix:US");

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_source_whose_search_does_not_tell_where_titles_are_is_asked_where_the_first_five_are()
    {
        _sources["streaming_availability"].Always(SourceOutcome.Refused);
        var watchmode = _sources["watchmode"];
        watchmode.Cannot = query => query is { Operation: SourceOperation.Search, Platform: not null };
        watchmode.Script = (call, _) => Task.FromResult(call.Query.Operation is SourceOperation.Search
            ? Reply([.. Enumerable.Range(1, 9).Select(number => Title("watchmode", $"{number}"))])
            : Reply([Title("watchmode", call.Query.ContentId!.Split(':')[1]) with { Availability = OffersOf(call.Query.ContentId!) }]));
        var answer = await _silo.FlowAsync(Netflix.SearchAsync("dune", Ask, CancellationToken.None));
        Assert.Equal((null, "watchmode", 3), (answer.Failure, answer.Source, answer.Titles.Count));
        Assert.Equal(["watchmode:1", "watchmode:2", "watchmode:3", "watchmode:4", "watchmode:5"], watchmode.Calls.Skip(1).Select(call => call.Query.ContentId).Order());

        IReadOnlyList<Offer> OffersOf(string id) => id[^1] % 2 == 1 ? [Offer("netflix", "watchmode")] : [Offer("hulu", "watchmode")];
    }

    [Fact]
    public async Task When_none_of_the_titles_found_can_be_looked_up_the_platform_could_not_be_searched()
    {
        _sources["streaming_availability"].Always(SourceOutcome.Refused);
        var watchmode = _sources["watchmode"];
        watchmode.Cannot = query => query is { Operation: SourceOperation.Search, Platform: not null };
        watchmode.Script = (call, _) => Task.FromResult(call.Query.Operation is SourceOperation.Search ? Reply([Title("watchmode", "1")]) : SourceReply.Of(SourceOutcome.Refused, "no"));
        Assert.NotNull((await _silo.FlowAsync(Netflix.SearchAsync("dune", Ask, CancellationToken.None))).Failure);
    }

    [Theory]
    [InlineData("netflix:80000001", "imdb:tt0000001")]
    [InlineData("imdb:tt0000001", "imdb:tt0000001")]
    [InlineData("tmdb:movie:603", "tmdb:movie:603")]
    public async Task A_title_is_asked_for_by_an_id_that_the_source_knows(string asked, string told)
    {
        _silo.Catalogue.Put("imdb:tt0000001", "Heat", externalIds: new Dictionary<string, string> { ["netflix"] = "80000001", ["imdb"] = "tt0000001" });
        var source = _sources["streaming_availability"];
        source.Cannot = query => query.ContentId?.StartsWith("netflix:", StringComparison.Ordinal) is true;
        await _silo.FlowAsync(Netflix.GetDetailsAsync(asked, Ask, CancellationToken.None));
        await _silo.FlowAsync(Netflix.CheckAvailabilityAsync(asked, Ask, CancellationToken.None));
        Assert.Equal([(SourceOperation.Details, told), (SourceOperation.Availability, told)], source.Calls.Select(call => (call.Query.Operation, call.Query.ContentId)));
    }

    [Fact]
    public async Task An_id_that_does_not_tell_what_it_is_of_is_looked_for_among_all_that_the_platform_has()
    {
        var spotify = _sources["spotify"];
        spotify.Cannot = query => query.Type is null;
        spotify.Script = (call, _) => Task.FromResult(call.Query.Type is ContentType.Artist ? Reply([Title("spotify", "06HL4z0CvFAxyc27GXpf02")]) : SourceReply.Of(SourceOutcome.NotFound, "no"));
        var answer = await _silo.FlowAsync(Platform("spotify").GetDetailsAsync("spotify:06HL4z0CvFAxyc27GXpf02", Ask, CancellationToken.None));
        Assert.Single(answer.Titles);
        Assert.Equal([ContentType.Track, ContentType.Album, ContentType.Artist], spotify.Calls.Select(call => call.Query.Type!.Value));
    }

    [Fact]
    public async Task However_much_an_id_may_be_of_the_platform_takes_no_longer_than_it_may_and_claims_nothing_that_it_did_not_look_for()
    {
        var spotify = _sources["spotify"];
        spotify.Cannot = query => query.Type is null;
        spotify.After(SourceSilo.Budget * 0.4, SourceReply.Of(SourceOutcome.NotFound, "no"));
        var began = _silo.Time.GetUtcNow();
        var answer = await _silo.FlowAsync(Platform("spotify").GetDetailsAsync("spotify:06HL4z0CvFAxyc27GXpf02", Ask with { Budget = SourceSilo.Budget }, CancellationToken.None));
        Assert.Equal(SourceFailureKind.Timeout, answer.Failure?.Kind);
        Assert.InRange(_silo.Time.GetUtcNow() - began, SourceSilo.Budget, SourceSilo.Budget * 1.2 + TestSilos.Lag);
    }

    [Fact]
    public async Task What_leaves_is_read_page_by_page_and_holds_for_15_minutes()
    {
        var source = _sources["streaming_availability"];
        source.Script = (call, _) => Task.FromResult(Reply([Title(source.Terms.Id, call.Query.Cursor ?? "0") with { Availability = [Offer("netflix", source.Terms.Id) with { LeavesAt = _silo.Time.GetUtcNow().AddDays(3) }] }])
            with { NextCursor = call.Query.Cursor is "2" ? null : $"{int.Parse(call.Query.Cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1}" });
        var answer = await _silo.FlowAsync(Netflix.GetExpiringAsync(30, Ask, CancellationToken.None));
        Assert.Equal((3, null), (answer.Titles.Count, answer.NextCursor));
        _silo.Time.Advance(TimeSpan.FromMinutes(14));
        await _silo.FlowAsync(Netflix.GetExpiringAsync(30, Ask, CancellationToken.None));
        Assert.Equal(3, CallsForExpiring());
        _silo.Time.Advance(TimeSpan.FromMinutes(2));
        await _silo.FlowAsync(Netflix.GetExpiringAsync(30, Ask, CancellationToken.None));
        Assert.Equal(6, CallsForExpiring());
    }

    [Fact]
    public async Task Who_looks_at_what_leaves_a_catalogue_that_is_kept_in_step_sees_nothing_older_than_15_minutes()
    {
        var source = _sources["streaming_availability"];
        source.Script = (_, _) => Task.FromResult(Reply([Title(source.Terms.Id, "1") with { Availability = [Offer("netflix", source.Terms.Id) with { LeavesAt = _silo.Time.GetUtcNow().AddDays(3) }] }]));
        Assert.Single((await LeavingAsync("US")).Items);
        _silo.Time.Advance(TimeSpan.FromMinutes(14));
        await LeavingAsync("US");
        await LeavingAsync("DE");
        Assert.Equal(1, CallsForExpiring());
        _silo.Time.Advance(TimeSpan.FromMinutes(2));
        source.Always(SourceOutcome.Refused);
        Assert.Single((await LeavingAsync("US")).Items);
        Assert.InRange(CallsForExpiring(), 2, 3);
    }

    [Fact]
    public async Task Who_looks_while_what_leaves_is_being_asked_for_waits_for_it()
    {
        var source = _sources["streaming_availability"];
        source.After(TimeSpan.FromMilliseconds(400), Reply([Title(source.Terms.Id, "1") with { Availability = [Offer("netflix", source.Terms.Id) with { LeavesAt = _silo.Time.GetUtcNow().AddDays(3) }] }]));
        var refresh = Netflix.RefreshExpiringAsync(Ask, CancellationToken.None);
        await Eventually.UntilAsync(() => CallsForExpiring() == 1);
        Assert.Single((await LeavingAsync("US")).Items);
        await refresh;
        Assert.Equal(1, CallsForExpiring());
    }

    [Theory]
    [InlineData("imdb:tt0000001", DeviceOs.Web, "https://www.netflix.com/title/80000001")]
    [InlineData("netflix:80000001", DeviceOs.Ios, "nflx://www.netflix.com/title/80000001")]
    [InlineData("netflix:70000002", DeviceOs.Android, "intent://www.netflix.com/title/70000002#Intent;scheme=nflx;package=com.netflix.mediaclient;end")]
    [InlineData("netflix:no-such-form", DeviceOs.Web, null)]
    [InlineData("imdb:tt0000009", DeviceOs.Web, null)]
    public async Task A_platform_gives_the_link_to_a_title_that_is_known_or_named_by_its_own_id(string id, DeviceOs os, string? url)
    {
        _silo.Catalogue.Put("imdb:tt0000001", "Heat", externalIds: new Dictionary<string, string> { ["netflix"] = "80000001" });
        Assert.Equal(url, (await Netflix.GetDeepLinkAsync(id, os, CancellationToken.None))?.Url);
    }

    [Fact]
    public async Task Health_is_asked_of_every_source_and_holds_for_a_minute()
    {
        Assert.Equal(PlatformHealth.Healthy, (await _silo.FlowAsync(Netflix.CheckHealthAsync(Ask, CancellationToken.None))).Health);
        _sources["streaming_availability"].Always(SourceOutcome.Refused);
        Assert.Equal(PlatformHealth.Healthy, (await _silo.FlowAsync(Netflix.CheckHealthAsync(Ask, CancellationToken.None))).Health);
        _silo.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(PlatformHealth.Degraded, (await _silo.FlowAsync(Netflix.CheckHealthAsync(Ask, CancellationToken.None))).Health);
        _sources["watchmode"].Always(SourceOutcome.Refused);
        _silo.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(PlatformHealth.Unhealthy, (await _silo.FlowAsync(Netflix.CheckHealthAsync(Ask, CancellationToken.None))).Health);
        Assert.Equal(PlatformHealth.NotConfigured, (await Platform("youtube").CheckHealthAsync(Ask, CancellationToken.None)).Health);
        Assert.All(_sources["watchmode"].Calls, call => Assert.Equal(SourceOperation.Health, call.Query.Operation));
    }

    private IPlatformGrain Netflix => Platform("netflix");

    private IPlatformGrain Platform(string id) => _silo.Grains.GetGrain<IPlatformGrain>(id);

    // The catalogue is kept in step, and read at its time.
    private int CallsForExpiring() => _sources["streaming_availability"].Calls.Count(call => call.Query.Operation is SourceOperation.Expiring);

    private Task<ExpiringPage> LeavingAsync(string region) =>
        _silo.FlowAsync(_silo.Grains.GetGrain<IExpiringTitlesGrain>(0).ReadAsync(new ExpiringRequest(region, 30, 20, null), CancellationToken.None));

    private static SourceReply Reply(IReadOnlyList<SourceRecord> titles) => new() { Outcome = SourceOutcome.Answered, Titles = titles };

    private static SourceRecord Title(string source, string id) => new() { Source = source, SourceId = id, Title = $"Title {id}", Type = ContentType.Movie };

    private static Offer Offer(string platform, string source) => new() { Platform = platform, Region = "US", Kind = OfferKind.Subscription, Source = source };
}
