using System.Net;
using System.Net.Http.Headers;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Tmdb;

namespace MediaGateway.Tests.Providers;

public sealed class TmdbFaultsTests
{
    private const string ShortKey = "0123456789abcdef0123456789abcdef";
    private static readonly SourceQuery Film = new() { Operation = SourceOperation.Details, ContentId = "tmdb:movie:603", Region = "DE" };
    private readonly ProtocolProbe _probe = new(new TmdbProtocol(), ShortKey);

    [Theory]
    [InlineData(401, """{"status_code":7,"status_message":"Invalid API key: You must be granted a valid key.","success":false}""", SourceOutcome.Unauthorized)]
    [InlineData(403, """{"status_code":10,"status_message":"Suspended API key"}""", SourceOutcome.Unauthorized)]
    [InlineData(404, """{"status_code":34,"status_message":"The resource you requested could not be found."}""", SourceOutcome.NotFound)]
    [InlineData(400, """{"status_code":6,"status_message":"Invalid id"}""", SourceOutcome.NotFound)]
    [InlineData(200, """{"status_code":21,"status_message":"Entry not found"}""", SourceOutcome.NotFound)]
    [InlineData(400, """{"status_code":22,"status_message":"Invalid page"}""", SourceOutcome.Refused)]
    [InlineData(422, """{"status_code":20,"success":false}""", SourceOutcome.Refused)]
    [InlineData(200, """{"status_code":5,"success":false}""", SourceOutcome.Refused)]
    [InlineData(429, """{"status_code":25,"status_message":"Your request count is over the allowed limit."}""", SourceOutcome.Throttled)]
    [InlineData(503, """{"status_code":46,"status_message":"The API is undergoing maintenance."}""", SourceOutcome.Failed)]
    [InlineData(502, "<html>Bad Gateway</html>", SourceOutcome.Failed)]
    [InlineData(429, "", SourceOutcome.Throttled)]
    [InlineData(200, "<html>", SourceOutcome.Malformed)]
    public async Task Error_bodies_say_how_it_ended_with_or_without_success(int status, string body, SourceOutcome outcome)
    {
        var reply = await _probe.AskAsync(Film, body, (HttpStatusCode)status);
        Assert.Equal(outcome, reply.Outcome);
        Assert.Empty(reply.Titles);
        Assert.DoesNotContain(ShortKey, reply.Fault);
    }

    [Fact]
    public async Task How_long_to_wait_is_passed_on()
    {
        var reply = await _probe.AskAsync(Film, """{"status_code":25}""", HttpStatusCode.TooManyRequests, new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)));
        Assert.Equal((SourceOutcome.Throttled, TimeSpan.FromSeconds(7)), (reply.Outcome, reply.RetryAfter));
    }

    [Fact]
    public async Task A_title_that_happens_to_have_a_status_code_is_still_a_title() =>
        Assert.Single((await _probe.AskAsync(Film, """{"id":603,"title":"T","status_code":34}""")).Titles);
}
