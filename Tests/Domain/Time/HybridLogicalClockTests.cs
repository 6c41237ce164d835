using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Domain.Time;

public class HybridLogicalClockTests
{
    private const long Now = 1_780_315_200_000;
    private readonly ManualTime _wall = new(Now);

    [Fact]
    public void The_first_stamp_is_the_wall_clock()
    {
        Assert.Equal(new HlcTimestamp(Now, 0, "a"), Issue(new HybridLogicalClock("a", _wall)));
    }

    [Fact]
    public void Stamps_of_one_millisecond_differ_in_the_counter()
    {
        var clock = new HybridLogicalClock("a", _wall);

        Assert.Equal([0, 1, 2], new[] { Issue(clock), Issue(clock), Issue(clock) }.Select(stamp => stamp.Logical));
    }

    [Fact]
    public void A_wall_clock_that_steps_back_does_not_take_the_stamps_along()
    {
        var clock = new HybridLogicalClock("a", _wall);
        var before = Issue(clock);
        _wall.NowMs -= 3_600_000;

        Assert.Equal(before with { Logical = 1 }, Issue(clock));
    }

    [Fact]
    public void What_is_issued_comes_after_what_was_seen()
    {
        var clock = new HybridLogicalClock("a", _wall);
        var seen = new HlcTimestamp(Now + 5_000, 7, "z");

        Assert.Equal(HlcVerdict.Accepted, clock.Observe(seen));
        Assert.True(Issue(clock) > seen);
    }

    [Theory]
    [InlineData(60_000, HlcVerdict.Accepted)]
    [InlineData(60_001, HlcVerdict.TooFarAhead)]
    [InlineData(61_000, HlcVerdict.TooFarAhead)]
    public void A_clock_may_be_sixty_seconds_ahead_and_no_more(long aheadMs, HlcVerdict expected)
    {
        Assert.Equal(expected, new HybridLogicalClock("a", _wall).Observe(new HlcTimestamp(Now + aheadMs, 0, "b")));
    }

    [Fact]
    public void A_refused_clock_is_never_adopted()
    {
        var clock = new HybridLogicalClock("a", _wall);
        var before = Issue(clock);
        clock.Observe(new HlcTimestamp(Now + 61_000, 0, "b"));
        clock.Observe(new HlcTimestamp(HlcTimestamp.MaxPhysical, 0, "b"));
        clock.Observe(new HlcTimestamp(1L << 48, 0, "b"));

        Assert.Equal(before, clock.Last);
        Assert.Equal(before with { Logical = 1 }, Issue(clock));
    }

    [Theory]
    [InlineData(1_577_836_799_999, 0, HlcVerdict.TooEarly)]
    [InlineData(1_577_836_800_000, 0, HlcVerdict.Accepted)]
    [InlineData(0, 0, HlcVerdict.TooEarly)]
    [InlineData(-1, 0, HlcVerdict.OutOfRange)]
    [InlineData(1L << 48, 0, HlcVerdict.OutOfRange)]
    [InlineData(long.MaxValue, 0, HlcVerdict.OutOfRange)]
    [InlineData(Now, 65_536, HlcVerdict.OutOfRange)]
    [InlineData(Now, -1, HlcVerdict.OutOfRange)]
    public void A_stamp_from_before_2020_or_that_does_not_fit_is_refused(long physical, int logical, HlcVerdict expected)
    {
        Assert.Equal(expected, new HybridLogicalClock("a", _wall).Observe(new HlcTimestamp(physical, logical, "b")));
    }

    [Fact]
    public void More_than_65536_stamps_in_one_millisecond_carry_into_the_physical_part()
    {
        var clock = new HybridLogicalClock("a", _wall);
        var last = Issue(clock);
        for (var i = 0; i < 65_536; i++)
        {
            var next = Issue(clock);
            Assert.True(next > last);
            last = next;
        }

        Assert.Equal(new HlcTimestamp(Now + 1, 0, "a"), last);
    }

    [Fact]
    public void A_counter_that_is_used_up_at_the_end_of_the_bound_issues_nothing_until_time_moves()
    {
        var clock = new HybridLogicalClock("a", _wall);
        Assert.Equal(HlcVerdict.Accepted, clock.Observe(new HlcTimestamp(Now + 60_000, HlcTimestamp.MaxLogical, "b")));
        var before = clock.Last;

        Assert.False(clock.TryIssue(out _));
        Assert.Equal(before, clock.Last);
        _wall.NowMs++;
        Assert.Equal(new HlcTimestamp(Now + 60_001, 0, "a"), Issue(clock));
    }

    [Fact]
    public void A_restarted_clock_issues_nothing_below_what_it_issued_before()
    {
        var clock = new HybridLogicalClock("a", _wall);
        clock.Observe(new HlcTimestamp(Now + 30_000, 9, "b"));
        var issued = Issue(clock);
        _wall.NowMs -= 86_400_000;

        Assert.True(Issue(new HybridLogicalClock("a", _wall, floor: clock.Last)) > issued);
    }

    [Fact]
    public void A_restarted_clock_comes_after_a_floor_of_another_node_too()
    {
        var floor = new HlcTimestamp(Now + 1, 3, "zzz");

        Assert.True(Issue(new HybridLogicalClock("a", _wall, floor)) > floor);
    }

    [Fact]
    public void Under_any_schedule_stamps_rise_and_stay_between_the_wall_clock_and_the_bound()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), steps =>
        {
            var wall = new ManualTime(Now);
            var clock = new HybridLogicalClock("m", wall);
            var last = default(HlcTimestamp);
            foreach (var step in steps)
            {
                switch (Math.Abs(step % 3))
                {
                    case 0:
                        wall.NowMs += step * 7;
                        break;
                    case 1:
                        clock.Observe(new HlcTimestamp(wall.NowMs + (step * 1_000), Math.Abs(step) * 600 % 65_536, step % 2 == 0 ? "a" : "z"));
                        break;
                    default:
                        var highest = clock.Last.Physical;
                        var stamp = Issue(clock);
                        Assert.True(stamp > last && stamp.Physical >= wall.NowMs);
                        Assert.True(stamp.Physical <= Math.Max(highest, wall.NowMs + 60_000));
                        last = stamp;
                        break;
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Threads_never_get_the_same_stamp()
    {
        var clock = new HybridLogicalClock("a", _wall);
        var stamps = new HlcTimestamp[4][];
        Parallel.For(0, stamps.Length, i => stamps[i] = [.. Enumerable.Range(0, 2_000).Select(_ => Issue(clock))]);

        Assert.Equal(8_000, stamps.SelectMany(some => some).Distinct().Count());
    }

    private static HlcTimestamp Issue(HybridLogicalClock clock)
    {
        Assert.True(clock.TryIssue(out var stamp));
        return stamp;
    }
}
