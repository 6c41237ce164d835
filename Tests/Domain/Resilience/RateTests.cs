using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Resilience;

namespace MediaGateway.Tests.Domain.Resilience;

/// <summary>What token buckets and windows let through.</summary>
public sealed class RateTests
{
    [Fact]
    public void A_bucket_lets_a_burst_through_and_then_the_rate()
    {
        var bucket = TokenBucket.Full(20, 10, 0);
        Assert.Equal(20, bucket.Available(0));
        bucket = bucket.Take(20, 0);
        Assert.Equal((0, 100), (bucket.Available(99), bucket.WaitFor(0)));
        Assert.Equal((1, 0), (bucket.Available(100), bucket.WaitFor(100)));
        Assert.Equal(20, bucket.Available(60_000));
    }

    [Fact]
    public void A_bucket_gets_back_what_was_not_used_and_no_more_than_it_holds()
    {
        var bucket = TokenBucket.Full(3, 1, 0).Take(2, 0);
        Assert.Equal(2, bucket.Return(1).Available(0));
        Assert.Equal(3, bucket.Return(9).Available(0));
    }

    [Fact]
    public void A_bucket_gains_nothing_from_a_clock_that_goes_back()
    {
        var bucket = TokenBucket.Full(1, 1, 10_000).Take(1, 10_000);
        Assert.Equal(0, bucket.Available(5_000));
        Assert.Equal(0, bucket.Take(0, 5_000).Available(10_500));
    }

    [Fact]
    public void A_window_opens_again_when_what_was_in_it_is_out()
    {
        var window = new SlidingWindow(40, TimeSpan.FromSeconds(10), 0);
        window.Take(40, 5);
        Assert.Equal(0, window.Available(10_004));
        var wait = window.WaitFor(5);
        Assert.InRange(wait, 10_000, 10_000 + (2 * 250));
        Assert.Equal(40, window.Available(5 + wait));
        Assert.Equal(0, window.WaitFor(5 + wait));
    }

    [Fact]
    public void A_window_that_holds_more_than_it_may_waits_until_it_holds_less()
    {
        var window = new SlidingWindow(2, TimeSpan.FromSeconds(64), 0);
        window.Take(3, 0);
        window.Take(1, 10_000);
        Assert.Equal(66_000, window.WaitFor(10_000) + 10_000);
        Assert.Equal(1, window.Available(66_000));
    }

    [Fact]
    public void No_window_of_its_length_ever_holds_more_than_the_limit_however_late_calls_are_made_that_may_still_be() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(),
        ArbMap.Default.ArbFor<PositiveInt>(),
        ArbMap.Default.ArbFor<byte[]>(),
        (limit, seconds, gaps) => HoldsAtMost((limit.Get % 50) + 1, TimeSpan.FromSeconds((seconds.Get % 100) + 1), gaps)).QuickCheckThrowOnFailure();

    private static bool HoldsAtMost(int limit, TimeSpan length, byte[] gaps)
    {
        var window = new SlidingWindow(limit, length, 0);
        var grace = (long)SlidingWindow.Grace(length).TotalMilliseconds;
        byte[] late = [.. gaps, 0];
        List<long> made = [];
        long now = 0;
        foreach (var gap in gaps)
        {
            now += gap * (long)length.TotalMilliseconds / 500;
            for (var call = window.Available(now); call > 0; call--)
            {
                window.Take(1, now);
                made.Add(now + (late[made.Count % late.Length] * grace / byte.MaxValue));
            }
        }

        return made.All(begin => made.Count(call => call >= begin && call < begin + length.TotalMilliseconds) <= limit);
    }
}
