using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>What sources allow to be kept for some time only: TMDb for 180 days.</summary>
public sealed class KeepingTests : IAsyncLifetime
{
    private const string Id = "imdb:tt1160419";

    private SourceSilo _silo = null!;
    private ScriptedSource _tmdb = null!;
    private ScriptedSource _other = null!;

    private ICatalogueKeepingGrain Keeping => _silo.Grains.GetGrain<ICatalogueKeepingGrain>(ICatalogueKeepingGrain.Key);

    public async Task InitializeAsync()
    {
        _silo = await SourceSilo.StartAsync(time => [_tmdb = new ScriptedSource("tmdb", time, "key-1"), _other = new ScriptedSource("streaming_availability", time, "key-1")]);
        _tmdb.Script = (_, _) => Task.FromResult(Answer("tmdb", "A boy comes to a planet of sand, and to power over it, as it was foretold."));
        _other.Script = (_, _) => Task.FromResult(Answer("streaming_availability", null));
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task What_was_said_lately_is_neither_asked_for_nor_dropped()
    {
        await AskAsync("tmdb");
        await LookAfterAsync(161);
        Assert.Single(_tmdb.Calls);
        Assert.NotNull((await TitleAsync()).Overview);
    }

    [Fact]
    public async Task What_is_nearly_too_old_is_asked_for_again_and_new_from_then_on()
    {
        await AskAsync("tmdb");
        await LookAfterAsync(163);
        Assert.Equal(2, _tmdb.Calls.Count);
        await LookAfterAsync(100);
        Assert.Equal(2, _tmdb.Calls.Count);
        Assert.NotNull((await TitleAsync()).Overview);
    }

    [Fact]
    public async Task What_is_too_old_and_cannot_be_had_anew_is_dropped_and_what_others_say_stays()
    {
        await AskAsync("tmdb");
        await LookAfterAsync(100);
        await AskAsync("streaming_availability");
        _tmdb.Always(SourceOutcome.Refused);
        await LookAfterAsync(79);
        Assert.NotNull((await TitleAsync()).Overview);
        await LookAfterAsync(2);
        var title = await TitleAsync();
        Assert.Equal(("Dune", null, "streaming_availability"), (title.Title, title.Overview, title.Provenance["title"]));
        Assert.DoesNotContain("tmdb", title.Provenance.Values);
        Assert.Equal(new KeepingTotals(0, 0, 0), await LookAsync());
    }

    [Fact]
    public async Task Of_a_title_of_which_nothing_is_left_the_name_stays()
    {
        await AskAsync("tmdb");
        _tmdb.Always(SourceOutcome.Refused);
        await LookAfterAsync(181);
        var title = await TitleAsync();
        Assert.Equal((Id, "Dune", ContentType.Movie, null, 0), (title.ContentId, title.Title, title.Type, title.Overview, title.Genres.Count));
        Assert.Equal(new KeepingTotals(0, 0, 0), await LookAsync());
    }

    [Fact]
    public async Task What_is_said_in_part_makes_the_rest_no_newer()
    {
        await AskAsync("tmdb");
        _silo.Time.Leap(TimeSpan.FromDays(100));
        _tmdb.Script = (_, _) => Task.FromResult(Answer("tmdb", null));
        await _silo.AskAsync("tmdb", "dune");
        _tmdb.Always(SourceOutcome.Refused);
        await LookAfterAsync(81);
        Assert.Null((await TitleAsync()).Overview);
    }

    [Fact]
    public async Task What_another_source_adds_does_not_make_a_title_newer()
    {
        await AskAsync("tmdb");
        _silo.Time.Leap(TimeSpan.FromDays(161));
        await AskAsync("streaming_availability");
        _tmdb.Always(SourceOutcome.Refused);
        await LookAfterAsync(20);
        Assert.Null((await TitleAsync()).Overview);
    }

    [Fact]
    public async Task A_source_that_sets_no_limit_is_kept_for_good()
    {
        await AskAsync("streaming_availability");
        _silo.Time.Leap(TimeSpan.FromDays(3650));
        Assert.Equal(new KeepingTotals(0, 0, 0), await LookAsync());
    }

    /// <summary>It looks at its times, too: what counts is what there is when it has.</summary>
    private async Task LookAfterAsync(int days)
    {
        _silo.Time.Leap(TimeSpan.FromDays(days));
        await LookAsync();
    }

    private Task<KeepingTotals> LookAsync() => _silo.FlowAsync(Keeping.LookAsync(CancellationToken.None));

    private Task<SourceAnswer> AskAsync(string source)
    {
        var query = new SourceQuery { Operation = SourceOperation.Details, ContentId = Id, Region = "US" };
        return _silo.FlowAsync(_silo.Grains.GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(source, query))
            .AskAsync(new SourceAsk(source, query, CallPriority.Interactive, SourceSilo.Budget), CancellationToken.None));
    }

    private async Task<Content> TitleAsync()
    {
        await _silo.SettleAsync();
        return (await _silo.Grains.GetGrain<IContentGrain>(Id).GetAsync(CancellationToken.None))!;
    }

    private static SourceReply Answer(string source, string? overview) => new()
    {
        Outcome = SourceOutcome.Answered,
        Titles =
        [
            new SourceRecord
            {
                Source = source,
                Title = "Dune",
                Type = ContentType.Movie,
                Overview = overview,
                Genres = overview is null ? [] : ["Science Fiction"],
                ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt1160419" },
            },
        ],
    };
}
