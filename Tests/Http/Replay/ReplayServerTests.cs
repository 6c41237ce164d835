using System.Net;
using System.Net.Sockets;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.Http;
using MediaGateway.Providers.Spotify;
using MediaGateway.Providers.Tmdb;
using MediaGateway.Providers.YouTube;
using MediaGateway.Replay;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Http.Replay;

/// <summary>Every way to fail, through the client that the gateway calls upstreams with, and how the call ends.</summary>
public sealed class ReplayServerTests : IAsyncLifetime
{
    private const string Source = "tmdb";

    private static readonly TmdbProtocol Tmdb = new();
    private static readonly SourceQuery Matrix = new() { Operation = SourceOperation.Search, Text = "matrix", Region = "US" };

    private readonly MovableTime _time = new(ReplayCalls.At);
    private ReplayServer _server = null!;

    public async Task InitializeAsync() => _server = await ReplayServer.StartAsync(_time);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(FailureMode.None, SourceOutcome.Answered, "")]
    [InlineData(FailureMode.TooManyRequests, SourceOutcome.Throttled, "status 429")]
    [InlineData(FailureMode.ServerError, SourceOutcome.Failed, "status 500")]
    [InlineData(FailureMode.Unavailable, SourceOutcome.Failed, "status 503")]
    [InlineData(FailureMode.Unauthorized, SourceOutcome.Unauthorized, "status 401")]
    [InlineData(FailureMode.QuotaExceeded, SourceOutcome.Refused, "status 403")]
    [InlineData(FailureMode.MalformedJson, SourceOutcome.Malformed, "the answer is not JSON")]
    [InlineData(FailureMode.TruncatedBody, SourceOutcome.Failed, "the answer broke off")]
    [InlineData(FailureMode.RedirectLoop, SourceOutcome.Failed, "status 302")]
    [InlineData(FailureMode.ConnectionReset, SourceOutcome.Failed, "the call failed")]
    public async Task Each_failure_ends_the_call_as_it_should(FailureMode mode, SourceOutcome outcome, string fault)
    {
        _server.Fail(Source, mode);
        var reply = await _server.AskAsync(Tmdb, Matrix);
        Assert.Equal(outcome, reply.Outcome);
        Assert.StartsWith(fault, reply.Fault ?? "", StringComparison.Ordinal);
        Assert.Equal(outcome is SourceOutcome.Answered, reply.Titles.Count > 0);
    }

    [Theory]
    [InlineData(FailureMode.TooManyRequests, SourceOutcome.Throttled)]
    [InlineData(FailureMode.ServerError, SourceOutcome.Failed)]
    [InlineData(FailureMode.Unavailable, SourceOutcome.Failed)]
    [InlineData(FailureMode.Unauthorized, SourceOutcome.Unauthorized)]
    [InlineData(FailureMode.MalformedJson, SourceOutcome.Malformed)]
    [InlineData(FailureMode.TruncatedBody, SourceOutcome.Failed)]
    public async Task Each_api_refuses_in_its_own_form_and_is_understood(FailureMode mode, SourceOutcome outcome)
    {
        IUpstreamProtocol[] protocols = [Tmdb, new SpotifyProtocol(), new YouTubeProtocol()];
        foreach (var protocol in protocols)
        {
            _server.Fail(protocol.SourceId, mode);
            Assert.Equal(outcome, (await _server.AskAsync(protocol, Matrix)).Outcome);
        }
    }

    [Fact]
    public async Task A_spent_quota_is_told_from_too_many_calls()
    {
        _server.Fail("youtube", FailureMode.QuotaExceeded);
        Assert.Equal(SourceOutcome.QuotaExhausted, (await _server.AskAsync(new YouTubeProtocol(), Matrix)).Outcome);
        _server.Fail("youtube", FailureMode.TooManyRequests);
        Assert.Equal(SourceOutcome.Throttled, (await _server.AskAsync(new YouTubeProtocol(), Matrix)).Outcome);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0, 0)]
    [InlineData(null, null)]
    public async Task A_429_says_how_long_to_wait_or_does_not(int? said, int? heard)
    {
        _server.Fail(Source, new Failure(FailureMode.TooManyRequests) { RetryAfter = said is { } wait ? TimeSpan.FromSeconds(wait) : null });
        var reply = await _server.AskAsync(Tmdb, Matrix);
        Assert.Equal((SourceOutcome.Throttled, heard), (reply.Outcome, (int?)reply.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData(1, SourceOutcome.TimedOut)]
    [InlineData(3, SourceOutcome.Answered)]
    public async Task A_slow_answer_comes_when_its_delay_is_over_or_too_late(int patience, SourceOutcome outcome)
    {
        _server.Fail(Source, new Failure(FailureMode.Slow) { Delay = TimeSpan.FromSeconds(2) });
        Assert.Equal(outcome, (await CallThenWaitAsync(TimeSpan.FromSeconds(patience), TimeSpan.FromSeconds(2))).Outcome);
    }

    [Theory]
    [InlineData(FailureMode.TimeOut)]
    [InlineData(FailureMode.SlowDrip)]
    public async Task What_never_ends_is_given_up_in_time(FailureMode mode)
    {
        _server.Fail(Source, mode);
        var reply = await CallThenWaitAsync(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        Assert.Equal((SourceOutcome.TimedOut, "no whole answer within 3000 ms"), (reply.Outcome, reply.Fault));
    }

    [Fact]
    public async Task A_drip_without_delay_is_a_whole_answer()
    {
        _server.Fail(Source, new Failure(FailureMode.SlowDrip) { Delay = TimeSpan.Zero });
        Assert.Single((await _server.AskAsync(Tmdb, Matrix)).Titles);
    }

    [Fact]
    public async Task Plain_text_where_TLS_is_expected_is_a_failed_handshake()
    {
        using var client = new HttpClient { BaseAddress = _server.BrokenTlsAddress };
        using var request = Tmdb.RequestFor(Matrix, "k3y");
        var reply = await new UpstreamHttp(client, TimeProvider.System).SendAsync(request, TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.Equal((SourceOutcome.Failed, "the TLS handshake failed"), (reply.Outcome, reply.Fault));
    }

    [Fact]
    public async Task A_reset_is_one_for_the_socket_too()
    {
        _server.Fail(Source, FailureMode.ConnectionReset);
        using var client = new HttpClient { BaseAddress = _server.AddressOf(Source) };
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("configuration", UriKind.Relative)));
        var socket = Assert.IsType<SocketException>(failure.GetBaseException());
        Assert.Equal(SocketError.ConnectionReset, socket.SocketErrorCode);
    }

    [Fact]
    public async Task A_client_that_follows_redirects_goes_round_until_it_has_had_enough()
    {
        _server.Fail(Source, FailureMode.RedirectLoop);
        using var handler = new SocketsHttpHandler { MaxAutomaticRedirections = 5 };
        using var client = new HttpClient(handler) { BaseAddress = _server.AddressOf(Source) };
        using var answer = await client.GetAsync(new Uri("configuration?api_key=1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(6, _server.CountOf(Source));
        Assert.Single(_server.Requests(Source).DistinctBy(request => (request.Path, request.Query)));
    }

    [Fact]
    public async Task A_kept_connection_that_is_reset_is_no_reason_to_call_again()
    {
        using var client = new HttpClient { BaseAddress = _server.AddressOf(Source) };
        var upstream = new UpstreamHttp(client, TimeProvider.System);
        foreach (var (mode, outcome) in new[] { (FailureMode.None, SourceOutcome.Answered), (FailureMode.ConnectionReset, SourceOutcome.Failed) })
        {
            _server.Fail(Source, mode);
            using var request = Tmdb.RequestFor(Matrix, "k3y");
            Assert.Equal(outcome, (await upstream.SendAsync(request, TimeSpan.FromSeconds(30), CancellationToken.None)).Outcome);
        }

        Assert.Equal(2, _server.CountOf(Source));
    }

    private async Task<UpstreamReply> CallThenWaitAsync(TimeSpan timeout, TimeSpan pass)
    {
        using var request = Tmdb.RequestFor(Matrix, "k3y");
        var call = _server.SendAsync(Source, request, _time, timeout);
        await _server.ReceivedAsync(Source, 1);
        Assert.False(call.IsCompleted);
        _time.Advance(pass);
        return await call;
    }
}
