using System.Text.Json;
using MediaGateway.Domain.Discovery;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Tests.Grains.Runtime;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>Searches are answered before what they found is written.</summary>
public sealed class ForeseenSearchTests : IAsyncLifetime
{
    private const string Dune = "imdb:tt1160419";

    private readonly Dictionary<string, ScriptedSource> _sources = [];
    private readonly TaskCompletionSource _mayWrite = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SourceSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await SourceSilo.StartAsync(time =>
        {
            foreach (var id in new[] { "disney_plus_direct", "hulu_direct", "tmdb" }) _sources.Add(id, new ScriptedSource(id, time, "key-1"));
            return [.. _sources.Values];
        });
        _sources["disney_plus_direct"].Script = (_, _) => Task.FromResult(Finds("disney_plus_direct", "Dune", "tt1160419"));
        _sources["hulu_direct"].Script = (_, _) => Task.FromResult(Finds("hulu_direct", "Dune", "tt1160419"));
        _silo.Catalogue.BeforeWrites = _mayWrite.Task;
    }

    public async Task DisposeAsync()
    {
        _mayWrite.TrySetResult();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task A_search_does_not_wait_until_what_it_found_is_written()
    {
        var hit = Assert.Single((await SearchAsync("dune", "disney_plus")).Hits);
        Assert.Equal("disney_plus", hit.Platform);
        Assert.Equal(Dune, TitleFacts.Read(hit.Hit.Document.Span).ContentId);
        Assert.True(hit.Hit.IsAvailable);
        Assert.Equal(0, await _silo.Catalogue.GetVersionAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_still_being_written_is_ranked_with_the_rest_and_filtered_like_it()
    {
        _silo.Catalogue.Put("imdb:tt0087182", "Dune Dune Messiah Of The Whole Wide World", 1984);
        await _silo.CatchUpAsync();
        var answer = await SearchAsync("dune", "disney_plus");
        Assert.Equal([Dune, "imdb:tt0087182"], answer.Hits.Select(hit => TitleFacts.Read(hit.Hit.Document.Span).ContentId));
        Assert.Equal(2, answer.Total);
        var filtered = await SearchAsync("dune", TitleFilter.None with { Platforms = ["disney_plus"] }, "disney_plus");
        Assert.Equal([Dune], filtered.Hits.Select(hit => TitleFacts.Read(hit.Hit.Document.Span).ContentId));
    }

    [Fact]
    public async Task A_title_that_two_platforms_have_just_named_is_to_be_had_on_both()
    {
        var hit = Assert.Single((await SearchAsync("dune", "disney_plus", "hulu")).Hits);
        var platforms = JsonElement.Parse(hit.Hit.Document.Span).GetProperty("availability").EnumerateArray().Select(offer => offer.GetProperty("platform").GetString());
        Assert.Superset(new HashSet<string?> { "disney_plus", "hulu" }, platforms.ToHashSet());
    }

    [Fact]
    public async Task Who_asks_for_a_title_that_a_search_has_just_told_of_gets_it()
    {
        await SearchAsync("dune", "disney_plus");
        var title = _silo.Grains.GetGrain<IContentGrain>(Dune).GetAsync(CancellationToken.None);
        var described = _silo.Grains.GetGrain<ITitleLookupGrain>(0).DescribeAsync([Dune], CancellationToken.None);
        Assert.False(title.IsCompleted);
        _mayWrite.SetResult();
        Assert.Equal("Dune", (await title)?.Title);
        Assert.Equal("Dune", Assert.Single(await described)?.Title);
    }

    [Fact]
    public async Task A_title_that_nobody_knows_is_waited_for_only_so_long()
    {
        await SearchAsync("dune", "disney_plus");
        var asked = _silo.Time.GetUtcNow();
        Assert.Null(await _silo.FlowAsync(_silo.Grains.GetGrain<IContentGrain>("imdb:tt0000009").GetAsync(CancellationToken.None)));
        Assert.InRange(_silo.Time.GetUtcNow() - asked, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task What_is_asked_of_a_title_is_written_before_it_is_answered()
    {
        var query = new SourceQuery { Operation = SourceOperation.Details, ContentId = Dune, Region = "US" };
        _sources["tmdb"].Script = (_, _) => Task.FromResult(Finds("tmdb", "Dune", "tt1160419"));
        var answer = _silo.Grains.GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf("tmdb", query))
            .AskAsync(new SourceAsk("tmdb", query, MediaGateway.Domain.Sources.Permits.CallPriority.Interactive, SourceSilo.Budget), CancellationToken.None);
        await Eventually.UntilAsync(() => _sources["tmdb"].Calls.Count == 1);
        Assert.False(answer.IsCompleted);
        _mayWrite.SetResult();
        Assert.True(Assert.Single((await answer).Titles).IsKept);
    }

    [Fact]
    public async Task Once_it_is_written_the_kept_answer_says_so()
    {
        Assert.False(Assert.Single((await _silo.FlowAsync(_silo.AskNowAsync("disney_plus_direct", "dune"))).Titles).IsKept);
        _mayWrite.SetResult();
        await Eventually.UntilAsync(async () => Assert.Single((await _silo.AskNowAsync("disney_plus_direct", "dune")).Titles).IsKept);
        Assert.Single(_sources["disney_plus_direct"].Calls);
    }

    private static SourceReply Finds(string source, string title, string imdb)
    {
        var reply = ScriptedSource.Finds(source, title);
        return reply with { Titles = [reply.Titles[0] with { ExternalIds = new Dictionary<string, string> { ["imdb"] = imdb } }] };
    }

    private Task<FederatedAnswer> SearchAsync(string text, params string[] platforms) => SearchAsync(text, TitleFilter.None, platforms);

    private Task<FederatedAnswer> SearchAsync(string text, TitleFilter filter, params string[] platforms) =>
        _silo.FlowAsync(_silo.Grains.GetGrain<ISearchGrain>(0).SearchEverywhereAsync(
            new SearchRequest(text, filter, 20, null), new FederatedScope(platforms, "US"), CancellationToken.None));
}
