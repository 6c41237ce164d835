using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Tmdb;
using MediaGateway.Providers.YouTube;
using MediaGateway.Replay;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Http.Replay;

/// <summary>For which source and for how long a failure holds, and what the server tells of the calls it was sent.</summary>
public sealed class ReplayedRequestsTests : IAsyncLifetime
{
    private const string Source = "tmdb";

    private static readonly TmdbProtocol Tmdb = new();
    private static readonly SourceQuery Matrix = new() { Operation = SourceOperation.Search, Text = "matrix", Region = "US" };

    private readonly MovableTime _time = new(ReplayCalls.At);
    private ReplayServer _server = null!;

    public async Task InitializeAsync() => _server = await ReplayServer.StartAsync(_time);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_count_lets_so_many_calls_fail_and_no_more()
    {
        _server.Fail(Source, FailureMode.Unavailable, 2);
        var outcomes = new List<SourceOutcome>();
        for (var call = 0; call < 4; call++) outcomes.Add((await _server.AskAsync(Tmdb, Matrix)).Outcome);
        Assert.Equal([SourceOutcome.Failed, SourceOutcome.Failed, SourceOutcome.Answered, SourceOutcome.Answered], outcomes);
        Assert.Equal(Failure.None, _server.FailureOf(Source));
    }

    [Fact]
    public async Task One_source_fails_and_the_others_do_not_until_it_is_healed()
    {
        _server.Fail(Source, FailureMode.ServerError);
        Assert.Equal(SourceOutcome.Failed, (await _server.AskAsync(Tmdb, Matrix)).Outcome);
        Assert.Equal(SourceOutcome.Answered, (await _server.AskAsync(new YouTubeProtocol(), Matrix)).Outcome);
        _server.Heal(Source);
        Assert.Equal(SourceOutcome.Answered, (await _server.AskAsync(Tmdb, Matrix)).Outcome);
    }

    [Fact]
    public async Task What_was_sent_is_kept_as_it_came()
    {
        await _server.AskAsync(Tmdb, Matrix with { Text = "a/b&c" });
        await _server.AskAsync(new YouTubeProtocol(), Matrix);
        var request = Assert.Single(_server.Requests(Source));
        Assert.Equal(new ReplayedRequest("GET", "search/multi", "query=a%2Fb%26c&include_adult=false&language=en-US", "k3y", request.At), request);
        Assert.Equal((2, 1, 0), (_server.Count, _server.CountOf("youtube"), _server.CountOf("spotify")));
    }

    [Fact]
    public async Task Answers_are_dated_by_the_clock_of_the_server()
    {
        using var request = Tmdb.RequestFor(Matrix, "k3y");
        var date = (await _server.SendAsync(Source, request)).Date;
        Assert.InRange(date!.Value - ReplayCalls.At, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_server_ends_while_it_owes_answers()
    {
        await using var server = await ReplayServer.StartAsync(_time);
        server.Fail(Source, FailureMode.TimeOut);
        var call = server.AskAsync(Tmdb, Matrix);
        await server.ReceivedAsync(Source, 1);
        await server.DisposeAsync();
        Assert.Equal(SourceOutcome.Failed, (await call).Outcome);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _server.Fail("nobody", FailureMode.Slow));
        Assert.Throws<ArgumentException>(() => _server.Fail(Source, FailureMode.Slow, 0));
        Assert.Throws<ArgumentException>(() => _server.Fail(Source, (FailureMode)99));
        Assert.Throws<ArgumentException>(() => _server.Fail(Source, new Failure(FailureMode.Slow) { Delay = TimeSpan.FromDays(1) }));
        Assert.Throws<ArgumentException>(() => _server.AddressOf("nobody"));
    }
}
