using System.Text.Json;
using MediaGateway.Domain.Discovery;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Platforms;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Tests.Grains.Runtime;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>Platforms along their chains, and the search over all of them.</summary>
public sealed class PlatformChainTests : IAsyncLifetime
{
    private readonly Dictionary<string, ScriptedSource> _sources = [];
    private SourceSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await SourceSilo.StartAsync(time =>
    {
        foreach (var id in new[] { "streaming_availability", "watchmode", "hulu_direct", "spotify", "disney_plus_direct", "apple_music" })
            _sources.Add(id, new ScriptedSource(id, time, "key-1"));
        _sources.Add("netflix_direct", new ScriptedSource("netflix_direct", time));
        return [.. _sources.Values];
    });

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task The_first_source_that_is_configured_is_asked_and_no_other()
    {
        var answer = await SearchAsync("netflix");
        Assert.Equal("streaming_availability", answer.Source);
        Assert.Equal(["streaming_availability"], Asked());
    }

    [Fact]
    public async Task When_the_first_fails_the_next_is_asked()
    {
        _sources["streaming_availability"].Always(SourceOutcome.Refused);
        var answer = await SearchAsync("netflix");
        Assert.Equal(("watchmode", true), (answer.Source, answer.Failure is null));
        Assert.Equal(["streaming_availability", "watchmode"], Asked());
    }

    [Fact]
    public async Task When_the_first_is_slow_the_next_is_asked_beside_it_so_that_the_time_is_kept()
    {
        _sources["streaming_availability"].Script = (_, cancellationToken) => NeverAsync(cancellationToken);
        var asked = _silo.Time.GetUtcNow();
        var answer = await SearchAsync("netflix");
        Assert.Equal("watchmode", answer.Source);
        Assert.InRange(_silo.Time.GetUtcNow() - asked, SourceSilo.Budget / 2, SourceSilo.Budget * 2);
    }

    [Fact]
    public async Task When_all_fail_what_is_known_from_earlier_is_given_and_why_it_is_no_newer()
    {
        await Eventually.UntilAsync(async () => Assert.Single((await SearchAsync("netflix")).Titles).IsKept);
        _silo.Time.Advance(TimeSpan.FromHours(2));
        _sources["streaming_availability"].Always(SourceOutcome.Failed);
        _sources["watchmode"].Always(SourceOutcome.Failed);
        var answer = await SearchAsync("netflix");
        Assert.Single(answer.Titles);
        Assert.Equal(("streaming_availability", SourceFailureKind.Unavailable), (answer.Source, answer.Failure!.Kind));
        Assert.Equal(PlatformHealth.Healthy, (await Platform("netflix").GetStatusAsync(CancellationToken.None)).Health);
    }

    [Fact]
    public async Task An_aggregators_titles_that_the_platform_does_not_have_are_not_the_platforms()
    {
        _sources["streaming_availability"].Script = (_, _) => Task.FromResult(ScriptedSource.Finds("streaming_availability", "Dune") with { });
        Assert.Single((await SearchAsync("netflix")).Titles);
        Assert.Empty((await SearchAsync("mubi")).Titles);
    }

    [Fact]
    public async Task A_platform_of_which_no_source_is_configured_says_so()
    {
        Assert.Equal(SourceFailureKind.NotConfigured, (await SearchAsync("youtube")).Failure!.Kind);
        Assert.Equal(PlatformHealth.NotConfigured, (await Platform("youtube").GetStatusAsync(CancellationToken.None)).Health);
    }

    [Fact]
    public async Task Two_of_five_platforms_down_cost_their_results_and_nothing_else()
    {
        _sources["streaming_availability"].Always(SourceOutcome.Failed);
        _sources["watchmode"].Always(SourceOutcome.Failed);
        _sources["hulu_direct"].Script = (_, cancellationToken) => NeverAsync(cancellationToken);
        var asked = _silo.Time.GetUtcNow();
        var answer = await EverywhereAsync("star wars", "netflix", "hulu", "disney_plus", "spotify", "apple_music");
        Assert.InRange(_silo.Time.GetUtcNow() - asked, TimeSpan.Zero, SourceSilo.Budget * 2);
        Assert.Equal(
            ["netflix Unavailable", "hulu Unavailable", "disney_plus ", "spotify ", "apple_music "],
            answer.Platforms.Select(platform => $"{platform.Platform} {platform.Failure?.Kind.ToString().Replace("Timeout", "Unavailable", StringComparison.Ordinal)}"));
        Assert.Equal(["apple_music", "disney_plus", "spotify"], answer.Hits.Select(hit => hit.Platform).Order());
        Assert.Equal(3, answer.Total);
    }

    [Fact]
    public async Task What_two_platforms_have_is_one_title()
    {
        SourceReply Same(string source)
        {
            var reply = ScriptedSource.Finds(source, "Dune");
            return reply with { Titles = [reply.Titles[0] with { ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt1160419" } }] };
        }

        foreach (var source in new[] { "disney_plus_direct", "spotify" }) _sources[source].Script = (_, _) => Task.FromResult(Same(source));
        var hit = Assert.Single((await EverywhereAsync("dune", "disney_plus", "spotify")).Hits);
        var title = JsonElement.Parse(hit.Hit.Document.Span);
        Assert.Equal("imdb:tt1160419", title.GetProperty("content_id").GetString());
        Assert.Contains(hit.Platform, new[] { "disney_plus", "spotify" });
    }

    [Fact]
    public async Task What_the_catalogue_has_is_found_with_every_platform_down()
    {
        _silo.Catalogue.Put("imdb:tt1160419", "Dune", 2021);
        await _silo.CatchUpAsync();
        foreach (var source in new[] { "disney_plus_direct", "streaming_availability", "watchmode" }) _sources[source].Always(SourceOutcome.Refused);
        _sources["spotify"].Script = (_, _) => Task.FromResult(ScriptedSource.Finds("spotify", "Dune Soundtrack"));
        var answer = await EverywhereAsync("dune", "disney_plus", "spotify");
        Assert.Equal(["Dune", "Dune Soundtrack"], answer.Hits.Select(hit => TitleFacts.Read(hit.Hit.Document.Span).Title));
        Assert.Equal([null, "spotify"], answer.Hits.Select(hit => hit.Platform));
    }

    private static async Task<SourceReply> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return SourceReply.Of(SourceOutcome.Failed, "never");
    }

    private IPlatformGrain Platform(string id) => _silo.Grains.GetGrain<IPlatformGrain>(id);

    private Task<PlatformAnswer> SearchAsync(string platform) =>
        _silo.FlowAsync(Platform(platform).SearchAsync("dune", new PlatformAsk("US", SourceSilo.Budget), CancellationToken.None));

    private Task<FederatedAnswer> EverywhereAsync(string text, params string[] platforms) =>
        _silo.FlowAsync(_silo.Grains.GetGrain<ISearchGrain>(0).SearchEverywhereAsync(
            new SearchRequest(text, TitleFilter.None, 20, null), new FederatedScope(platforms, "US"), CancellationToken.None));

    private IEnumerable<string> Asked() => _sources.Where(source => source.Value.Calls.Count > 0).Select(source => source.Key);
}
