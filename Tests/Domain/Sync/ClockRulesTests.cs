using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Domain.Sync;

public class ClockRulesTests
{
    private const long Horizon = 90L * 24 * 60 * 60 * 1000;
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(Device.Noon);

    [Theory]
    [InlineData(0, null)]
    [InlineData(60_000, null)]
    [InlineData(60_001, RefusalCodes.ClockAhead)]
    [InlineData(61_000, RefusalCodes.ClockAhead)]
    [InlineData(-3_600_000, null)]
    [InlineData(-Horizon + 60_000, null)]
    [InlineData(-Horizon + 59_999, RefusalCodes.TooOld)]
    [InlineData(1_577_836_799_999 - Device.Noon, RefusalCodes.TooOld)]
    [InlineData(-Device.Noon, RefusalCodes.TooOld)]
    [InlineData((1L << 48) - Device.Noon, RefusalCodes.InvalidField)]
    public void A_stamp_is_taken_from_the_horizon_to_a_minute_ahead(long aheadMs, string? refusal)
    {
        Assert.Equal(refusal, ClockRules.Check(new HlcTimestamp(Device.Noon + aheadMs, 0, "n"), Now)?.Error);
    }

    [Fact]
    public void A_clock_that_is_ahead_is_told_the_servers_time()
    {
        var refusal = ClockRules.Check(new HlcTimestamp(Device.Noon + 61_000, 0, "n"), Now)!;

        Assert.Contains("1780315200000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("61000 ms ahead", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_never_forgotten_while_its_operation_would_still_be_taken()
    {
        // Stamped as far ahead as is allowed, so answered a minute before its own time; remembered for 90 days from then.
        var stamp = new HlcTimestamp(Device.Noon + 60_000, 0, "n");
        Assert.Null(ClockRules.Check(stamp, Now));

        Assert.Equal(RefusalCodes.TooOld, ClockRules.Check(stamp, Now + SyncLimits.Horizon + TimeSpan.FromMilliseconds(1))?.Error);
    }
}
