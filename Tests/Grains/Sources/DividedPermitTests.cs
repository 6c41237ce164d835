using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>Two parts of a divided cluster, each with an activation of the book of one source, over the same rows.</summary>
public sealed class DividedPermitTests : IAsyncLifetime
{
    private readonly FaultyGrainStorage _storage = new();
    private readonly MovableTime _time = new(SourceSilo.Start);
    private readonly List<ScriptedSource> _sources = [];
    private SourceSilo _here = null!;
    private SourceSilo _there = null!;

    public async Task InitializeAsync()
    {
        _sources.AddRange([new ScriptedSource("youtube", _time, "key-1"), new ScriptedSource("tmdb", _time, "key-1")]);
        _here = await SourceSilo.StartOnAsync(_storage, _ => _sources, _time);
        _there = await SourceSilo.StartOnAsync(_storage, _ => _sources, _time);
    }

    public async Task DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Fact]
    public async Task A_days_units_are_spent_once_by_both_together()
    {
        var terms = _sources[0].Terms;
        var searches = terms.Quota!.Units / terms.CostOf(SourceOperation.Search);
        var answered = await AskOnBothSidesAsync("youtube", searches, pause: TimeSpan.FromMilliseconds(100));
        // What one had written down for itself when the other wrote is lost for the day.
        Assert.InRange(_sources[0].Calls.Count, searches / 4, searches);
        Assert.Equal(_sources[0].Calls.Count, answered);
    }

    [Fact]
    public async Task No_window_holds_more_than_the_source_allows_by_both_together()
    {
        var window = Assert.Single(_sources[1].Terms.Windows);
        await AskOnBothSidesAsync("tmdb", 4 * window.Calls, pause: window.Length / (2 * window.Calls));
        var times = _sources[1].Calls.Select(call => call.At).Order().ToList();
        Assert.InRange(times.Max(from => times.Count(at => at >= from && at - from < window.Length)), window.Calls / 4, window.Calls);
    }

    /// <summary>Asks new questions on both sides at once.</summary>
    /// <returns>How many were answered; the others were not asked of the source.</returns>
    private async Task<int> AskOnBothSidesAsync(string source, int questions, TimeSpan pause)
    {
        var answered = 0;
        for (var question = 0; question < questions; question++)
        {
            var answers = await _here.FlowAsync(Task.WhenAll(
                _here.AskNowAsync(source, $"here {question}"), _there.AskNowAsync(source, $"there {question}")));
            _time.Advance(pause);
            answered += answers.Count(answer => answer.Failure is null);
            Assert.All(answers, answer => Assert.True(answer.Failure is null or { Kind: SourceFailureKind.Limited or SourceFailureKind.Unavailable }, $"{answer.Failure}"));
        }

        return answered;
    }
}
