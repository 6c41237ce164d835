using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;

namespace MediaGateway.Tests.Domain.Sources;

/// <summary>The terms of sources, against the figures that the specification gives for them.</summary>
public sealed class SourceTermsTests
{
    // §2.2 cache_strategy of Netflix; §3.1 ttl_by_endpoint of TMDb; §3.2 IMDb; §3.3 JustWatch.
    [Theory]
    [InlineData("streaming_availability", SourceOperation.Catalogue, "06:00")]
    [InlineData("streaming_availability", SourceOperation.Details, "1.00:00")]
    [InlineData("streaming_availability", SourceOperation.Availability, "01:00")]
    [InlineData("streaming_availability", SourceOperation.Expiring, "00:15")]
    [InlineData("watchmode", SourceOperation.Catalogue, "06:00")]
    [InlineData("watchmode", SourceOperation.Details, "1.00:00")]
    [InlineData("watchmode", SourceOperation.Availability, "01:00")]
    [InlineData("tmdb", SourceOperation.Search, "1.00:00")]
    [InlineData("tmdb", SourceOperation.Details, "7.00:00")]
    [InlineData("imdb", SourceOperation.Details, "30.00:00")]
    [InlineData("justwatch", SourceOperation.Search, "06:00")]
    [InlineData("justwatch", SourceOperation.Details, "12:00")]
    [InlineData("justwatch", SourceOperation.Catalogue, "06:00")]
    public void Answers_hold_as_long_as_the_specification_says(string source, SourceOperation operation, string time) =>
        Assert.Equal(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Terms(source).FreshFor(operation));

    // §2.2, §3.1 to §3.3, §2.3 rate_limiting; validation §3.1.
    [Theory]
    [InlineData("streaming_availability", 100, 60)]
    [InlineData("tmdb", 40, 10)]
    [InlineData("imdb", 1, 2)]
    [InlineData("justwatch", 100, 3600)]
    [InlineData("youtube", 600, 60)]
    [InlineData("spotify", 180, 30)]
    public void Windows_hold_as_many_calls_as_the_specification_says(string source, int calls, double seconds) =>
        Assert.Equal(new CallWindow(calls, seconds), Assert.Single(Terms(source).Windows));

    // §2.3: requests_per_second 10, burst_allowance 20, daily_quota 10000, search 100 and anything else 1, 00:00 UTC; §2.5: 20 % left.
    [Fact]
    public void YouTubes_day_and_pace_are_those_of_the_specification()
    {
        var youtube = Terms("youtube");
        Assert.Equal((20, 10d, 10_000, "UTC"), (youtube.Burst, youtube.PerSecond, youtube.Quota!.Units, youtube.Quota.Zone));
        Assert.Equal([100, 1, 1, 1], new[] { SourceOperation.Search, SourceOperation.Details, SourceOperation.Availability, SourceOperation.Health }.Select(youtube.CostOf));
        Assert.Equal(0.8, PermitBook.AlertShare);
    }

    // §3.1 stale_ttl; §7.1 failure_threshold, half_open_requests, reset_timeout and timeout; §2.2 reset_timeout of Netflix.
    [Fact]
    public void Failures_are_borne_as_the_specification_says()
    {
        Assert.Equal(TimeSpan.FromDays(14), Terms("tmdb").StaleFor);
        Assert.All(SourceDirectory.All, source => Assert.Equal(
            (5, 3, TimeSpan.FromSeconds(source.Id is "netflix_direct" ? 60 : 30)),
            (source.Circuit.FailuresToOpen, source.Circuit.ProbesToClose, source.Circuit.OpenFor)));
        Assert.All(SourceDirectory.All.Where(source => source.Id is not "imdb"), source => Assert.Equal(TimeSpan.FromSeconds(3), source.Timeout));
        // §8.3: health checks every 60 s.
        Assert.All(SourceDirectory.All, source => Assert.Equal(TimeSpan.FromMinutes(1), source.FreshFor(SourceOperation.Health)));
    }

    private static SourceTerms Terms(string id) => SourceDirectory.Find(id)!;
}
