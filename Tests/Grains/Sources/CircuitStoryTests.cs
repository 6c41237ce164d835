using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>The stories that the specification tells of circuits.</summary>
public sealed class CircuitStoryTests : IAsyncLifetime
{
    private SourceSilo _silo = null!;
    private ScriptedSource _tmdb = null!;

    public async Task InitializeAsync() => _silo = await SourceSilo.StartAsync(time => [_tmdb = new ScriptedSource("tmdb", time, "key-1"), new ScriptedSource("youtube", time, "key-1")]);

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    // "Given Netflix API is returning 500 errors. When Discovery Service makes 1st [… 4th] request, then request fails, circuit
    // breaker state: CLOSED. When Discovery Service makes 5th request, then request fails, circuit breaker state: OPEN. When
    // Discovery Service makes 6th request, then request is rejected immediately without calling Netflix."
    // A request is one call, each with "timeout: 3000": a retry is the next one.
    [Fact]
    public async Task The_circuit_opens_with_the_fifth_call_in_a_row_that_fails_retries_among_them_and_the_sixth_is_not_sent()
    {
        var states = new List<CircuitState>();
        _tmdb.Script = async (_, _) =>
        {
            states.Add((await _silo.StatusAsync("tmdb")).Circuit);
            return SourceReply.Of(SourceOutcome.Failed, "500");
        };
        Assert.Equal(SourceFailureKind.Unavailable, (await _silo.AskAsync("tmdb", "title 1")).Failure!.Kind);
        Assert.Equal(4, _tmdb.Calls.Count);
        Assert.Equal(CircuitState.Closed, (await _silo.StatusAsync("tmdb")).Circuit);
        // The question whose call was the fifth hears how that ended; what it would have tried again is not sent.
        Assert.Equal(SourceFailureKind.Unavailable, (await _silo.AskAsync("tmdb", "title 2")).Failure!.Kind);
        Assert.Equal(5, _tmdb.Calls.Count);
        Assert.All(states, state => Assert.Equal(CircuitState.Closed, state));
        Assert.Equal(CircuitState.Open, (await _silo.StatusAsync("tmdb")).Circuit);
        await IsNotSentAsync();
    }

    [Fact]
    public async Task The_circuit_opens_with_the_fifth_answer_in_a_row_that_is_none_although_such_are_not_asked_for_again()
    {
        _tmdb.Always(SourceOutcome.Malformed);
        for (var request = 1; request <= 5; request++)
        {
            Assert.Equal(CircuitState.Closed, (await _silo.StatusAsync("tmdb")).Circuit);
            Assert.Equal(SourceFailureKind.Unavailable, (await _silo.AskAsync("tmdb", $"title {request}")).Failure!.Kind);
        }

        await IsNotSentAsync();
    }

    [Fact]
    public async Task A_call_that_goes_well_in_between_begins_the_count_anew()
    {
        _tmdb.Script = (_, _) => Task.FromResult(_tmdb.Calls.Count % 4 == 0 ? ScriptedSource.Finds("tmdb", "Dune") : SourceReply.Of(SourceOutcome.Failed, "500"));
        for (var request = 1; request <= 4; request++) Assert.Null((await _silo.AskAsync("tmdb", $"title {request}")).Failure);
        Assert.Equal((16, CircuitState.Closed), (_tmdb.Calls.Count, (await _silo.StatusAsync("tmdb")).Circuit));
    }

    [Fact]
    public async Task After_30_seconds_three_good_probes_close_the_circuit()
    {
        await OpenAsync();
        _silo.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(CircuitState.HalfOpen, (await _silo.StatusAsync("tmdb")).Circuit);
        _tmdb.Script = (_, _) => Task.FromResult(ScriptedSource.Finds("tmdb", "Dune"));
        for (var probe = 1; probe <= 3; probe++) Assert.Null((await _silo.AskAsync("tmdb", $"probe {probe}")).Failure);
        Assert.Equal(CircuitState.Closed, (await _silo.StatusAsync("tmdb")).Circuit);
    }

    [Fact]
    public async Task One_bad_probe_opens_the_circuit_again()
    {
        await OpenAsync();
        _silo.Time.Advance(TimeSpan.FromSeconds(30));
        await _silo.AskAsync("tmdb", "probe");
        Assert.Equal(CircuitState.Open, (await _silo.StatusAsync("tmdb")).Circuit);
    }

    // "Response includes error circuit_breaker_open, retry_after: 30", and the others are none the worse for it.
    private async Task IsNotSentAsync()
    {
        Assert.Equal(5, _tmdb.Calls.Count);
        var refused = await _silo.AskNowAsync("tmdb", "title 6");
        Assert.Equal(SourceFailureKind.CircuitOpen, refused.Failure!.Kind);
        Assert.InRange(refused.Failure.RetryAfter!.Value.TotalSeconds, 29, 30);
        Assert.Equal(5, _tmdb.Calls.Count);
        Assert.Null((await _silo.AskAsync("youtube", "title 6")).Failure);
    }

    private async Task OpenAsync()
    {
        _tmdb.Always(SourceOutcome.Failed);
        for (var request = 1; request <= 5; request++) await _silo.AskAsync("tmdb", $"title {request}");
        Assert.Equal(CircuitState.Open, (await _silo.StatusAsync("tmdb")).Circuit);
    }
}
