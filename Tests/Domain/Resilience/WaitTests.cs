using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Resilience;

namespace MediaGateway.Tests.Domain.Resilience;

/// <summary>How long is waited, and by whose clock.</summary>
public sealed class WaitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0.5, 100)]
    [InlineData(2, 0.5, 200)]
    [InlineData(3, 0.5, 400)]
    [InlineData(1, 0.0, 50)]
    [InlineData(3, 0.999, 599.6)]
    public void Retries_wait_100_200_and_400_ms_with_jitter(int retry, double random, double ms) =>
        Assert.Equal(ms, RetrySchedule.DelayBefore(retry, random).TotalMilliseconds, 0.1);

    [Fact]
    public void There_is_no_fourth_retry() => Assert.Throws<ArgumentOutOfRangeException>(() => RetrySchedule.DelayBefore(4, 0));

    [Fact]
    public void Jitter_is_a_half_to_one_and_a_half() => Prop.ForAll(
        Gen.Choose(1, RetrySchedule.MaxRetries).ToArbitrary(),
        Gen.Choose(0, 999).ToArbitrary(),
        (retry, random) => RetrySchedule.DelayBefore(retry, random / 1000d).TotalMilliseconds / (100 << (retry - 1)) is >= 0.5 and < 1.5).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null, 5)]
    [InlineData(0, 1)]
    [InlineData(15, 15)]
    [InlineData(13_749, 13_749)]
    [InlineData(9_999_999, 86_400)]
    public void A_source_that_asks_to_be_left_alone_is_whatever_it_says(int? told, int seconds) =>
        Assert.Equal(seconds, WaitRules.AfterThrottling(told is { } value ? TimeSpan.FromSeconds(value) : null).TotalSeconds);

    [Fact]
    public void A_day_begins_at_midnight_of_its_zone_also_when_clocks_change()
    {
        var utc = new QuotaDay(TimeZoneInfo.Utc);
        Assert.Equal(Noon.AddHours(12), utc.NextBegin(Noon));
        Assert.Equal(utc.Of(Noon) + 1, utc.Of(Noon.AddHours(12)));

        var pacific = new QuotaDay(TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), pacific.NextBegin(Noon));
        Assert.Equal(new DateTimeOffset(2026, 7, 2, 7, 0, 0, TimeSpan.Zero), pacific.NextBegin(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void The_clock_of_a_source_goes_on_evenly_and_is_put_right_only_by_the_source()
    {
        var clock = new UpstreamClock(Noon, 1_000);
        Assert.Equal(Noon.AddSeconds(3), clock.TimeAt(4_000));
        clock.Correct(Noon.AddSeconds(5), 4_000);
        Assert.Equal(Noon.AddSeconds(3), clock.TimeAt(4_000));
        clock.Correct(Noon.AddHours(-1), 4_000);
        Assert.Equal(Noon.AddHours(-1).AddSeconds(1), clock.TimeAt(5_000));
    }
}
