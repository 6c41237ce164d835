using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Tests.Grains.Runtime;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>The failure stories of the specification, and what is kept of answers.</summary>
public sealed class SourceStoryTests : IAsyncLifetime
{
    private SourceSilo _silo = null!;
    private ScriptedSource _tmdb = null!;
    private ScriptedSource _youtube = null!;

    public async Task InitializeAsync() => _silo = await SourceSilo.StartAsync(time =>
    [
        _tmdb = new ScriptedSource("tmdb", time, "key-1"),
        _youtube = new ScriptedSource("youtube", time, "key-1", "key-2"),
        new ScriptedSource("watchmode", time),
    ]);

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task An_answer_is_had_once_and_kept_until_it_is_old()
    {
        var first = await _silo.AskAsync("tmdb", "dune");
        Assert.Null(first.Failure);
        Assert.Equal(1, Assert.Single(first.Titles).Document.Span.IndexOf("\"content_id\""u8));
        _silo.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(first.AnsweredAt, (await _silo.AskAsync("tmdb", "dune")).AnsweredAt);
        Assert.Single(_tmdb.Calls);
        _silo.Time.Advance(TimeSpan.FromHours(2));
        Assert.NotEqual(first.AnsweredAt, (await _silo.AskAsync("tmdb", "dune")).AnsweredAt);
        Assert.Equal(2, _tmdb.Calls.Count);
    }

    [Fact]
    public async Task However_many_ask_the_same_at_once_the_source_is_asked_once()
    {
        _tmdb.After(TimeSpan.FromMilliseconds(100), ScriptedSource.Finds("tmdb", "Dune"));
        var asked = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _silo.AskNowAsync("tmdb", "dune")));
        Assert.All(await _silo.FlowAsync(asked), answer => Assert.Single(answer.Titles));
        Assert.Single(_tmdb.Calls);
    }

    [Fact]
    public async Task An_old_answer_is_given_when_no_new_one_is_to_be_had_and_says_so_and_not_for_ever()
    {
        var first = await _silo.AskAsync("tmdb", "dune");
        _tmdb.Always(SourceOutcome.Failed);
        _silo.Time.Advance(TimeSpan.FromDays(2));
        var stale = await _silo.AskAsync("tmdb", "dune");
        Assert.True(stale.IsStale);
        Assert.Equal((SourceFailureKind.Unavailable, first.AnsweredAt), (stale.Failure!.Kind, stale.AnsweredAt));
        Assert.Single(stale.Titles);

        _silo.Time.Advance(TimeSpan.FromDays(13));
        var none = await _silo.AskAsync("tmdb", "dune");
        Assert.False(none.HasAnswer);
        Assert.NotNull(none.Failure);
    }

    [Fact]
    public async Task What_a_source_does_not_know_is_asked_again_after_an_hour_only()
    {
        _tmdb.Always(SourceOutcome.NotFound);
        Assert.Empty((await _silo.AskAsync("tmdb", "dune")).Titles);
        _silo.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Null((await _silo.AskAsync("tmdb", "dune")).Failure);
        Assert.Single(_tmdb.Calls);
        _silo.Time.Advance(TimeSpan.FromMinutes(2));
        await _silo.AskAsync("tmdb", "dune");
        Assert.Equal(2, _tmdb.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_fails_is_made_again_after_100_200_and_400_ms_and_then_given_up()
    {
        _tmdb.Always(SourceOutcome.Failed);
        Assert.Equal(SourceFailureKind.Unavailable, (await _silo.AskAsync("tmdb", "dune")).Failure!.Kind);
        Assert.Equal(4, _tmdb.Calls.Count);
        // The clock goes in steps, and on while the grains work.
        foreach (var (gap, least) in _tmdb.Calls.Zip(_tmdb.Calls.Skip(1), (one, next) => (next.At - one.At).TotalMilliseconds).Zip([100d, 200, 400]))
            Assert.InRange(gap, least, (least * 1.9) + TestSilos.Lag.TotalMilliseconds);
    }

    [Fact]
    public async Task A_call_that_goes_well_the_fourth_time_went_well()
    {
        _tmdb.Script = (_, _) => Task.FromResult(_tmdb.Calls.Count < 4 ? SourceReply.Of(SourceOutcome.Failed, "not yet") : ScriptedSource.Finds("tmdb", "Dune"));
        Assert.Single((await _silo.AskAsync("tmdb", "dune")).Titles);
        Assert.Equal(CircuitState.Closed, (await _silo.StatusAsync("tmdb")).Circuit);
    }

    [Theory]
    [InlineData(SourceOutcome.Refused)]
    [InlineData(SourceOutcome.NotFound)]
    [InlineData(SourceOutcome.Unauthorized)]
    [InlineData(SourceOutcome.Malformed)]
    public async Task What_would_end_the_same_is_not_tried_again(SourceOutcome outcome)
    {
        _tmdb.Always(outcome);
        await _silo.AskAsync("tmdb", "dune");
        Assert.Single(_tmdb.Calls);
    }

    [Fact]
    public async Task A_source_that_says_too_many_is_left_alone_as_long_as_it_wants()
    {
        _tmdb.Always(SourceOutcome.Throttled, TimeSpan.FromSeconds(15));
        Assert.Equal(SourceFailureKind.Limited, (await _silo.AskAsync("tmdb", "dune")).Failure!.Kind);
        var again = await _silo.AskAsync("tmdb", "dune");
        Assert.Equal(SourceFailureKind.Limited, again.Failure!.Kind);
        Assert.Single(_tmdb.Calls);
        // Too many is no failure of the source.
        Assert.Equal(CircuitState.Closed, (await _silo.StatusAsync("tmdb")).Circuit);
        _tmdb.Script = (_, _) => Task.FromResult(ScriptedSource.Finds("tmdb", "Dune"));
        _silo.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null((await _silo.AskAsync("tmdb", "dune")).Failure);
    }

    [Fact]
    public async Task A_key_whose_day_is_used_up_hands_over_to_the_next()
    {
        _youtube.Script = (call, _) => Task.FromResult(call.Key == "key-1" ? SourceReply.Of(SourceOutcome.QuotaExhausted, "quotaExceeded") : ScriptedSource.Finds("youtube", "Dune"));
        Assert.Null((await _silo.AskAsync("youtube", "dune")).Failure);
        Assert.Equal(["key-1", "key-2"], _youtube.Calls.Select(call => call.Key));
        await _silo.AskAsync("youtube", "dune 2");
        Assert.Equal("key-2", _youtube.Calls[^1].Key);
    }

    [Fact]
    public async Task Who_has_no_time_left_gets_no_answer_and_the_next_gets_what_came_later()
    {
        _tmdb.After(TimeSpan.FromMilliseconds(800), ScriptedSource.Finds("tmdb", "Dune"));
        var late = await _silo.AskAsync("tmdb", "dune", TimeSpan.FromMilliseconds(300));
        Assert.Equal(SourceFailureKind.Timeout, late.Failure!.Kind);
        await _silo.FlowAsync(Task.Delay(TimeSpan.FromSeconds(1), _silo.Time).ContinueWith(_ => true, TaskScheduler.Default));
        Assert.Single((await _silo.AskAsync("tmdb", "dune", TimeSpan.FromMilliseconds(300))).Titles);
        Assert.Single(_tmdb.Calls);
    }

    [Fact]
    public async Task A_source_without_keys_is_not_asked()
    {
        Assert.Equal(SourceFailureKind.NotConfigured, (await _silo.AskAsync("watchmode", "dune")).Failure!.Kind);
        Assert.Equal(SourceFailureKind.NotConfigured, (await _silo.AskAsync("nobody", "dune")).Failure!.Kind);
        Assert.False((await _silo.StatusAsync("watchmode")).IsConfigured);
        Assert.False((await _silo.StatusAsync("nobody")).IsConfigured);
    }

    [Fact]
    public async Task What_is_found_is_part_of_the_catalogue_and_is_answered_also_where_it_cannot_be_stored()
    {
        _silo.Catalogue.IsDown = true;
        Assert.Single((await _silo.AskAsync("tmdb", "dune")).Titles);
        // For the answer, and then to take it in.
        await Eventually.UntilAsync(() => _silo.Catalogue.RefusedLookUps >= 2);
        Assert.Equal(0, await VersionAsync());
        Assert.Single((await _silo.AskAsync("tmdb", "arrakis")).Titles);
        Assert.Equal(1, await VersionAsync());
    }

    private Task<long> VersionAsync()
    {
        _silo.Catalogue.IsDown = false;
        return _silo.Catalogue.GetVersionAsync(CancellationToken.None);
    }
}
