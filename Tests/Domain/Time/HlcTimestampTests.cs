using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Domain.Time;

public class HlcTimestampTests
{
    private static readonly Gen<HlcTimestamp> Stamps =
        from physical in Gen.OneOf(Gen.Choose(0, 3).Select(value => (long)value), Gen.Elements(9L, 10L, 99L, 100L, HlcTimestamp.MaxPhysical))
        from logical in Gen.OneOf(Gen.Choose(0, 3), Gen.Elements(9, 10, 255, 256, HlcTimestamp.MaxLogical))
        from node in Gen.Elements("a", "b", "B", "a-b", "ab", "é", "9")
        select new HlcTimestamp(physical, logical, node);

    [Fact]
    public void The_text_sorts_as_the_stamps_do()
    {
        Prop.ForAll(Stamps.ToArbitrary(), Stamps.ToArbitrary(), (left, right) =>
            Math.Sign(left.CompareTo(right)) == Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString()))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_text_reads_back()
    {
        Prop.ForAll(Stamps.ToArbitrary(), stamp => HlcTimestamp.TryParse(stamp.ToString(), out var read) && read == stamp).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Only_stamps_that_are_one_are_equal_in_order()
    {
        Prop.ForAll(Stamps.ToArbitrary(), Stamps.ToArbitrary(), (left, right) => left.CompareTo(right) == 0 == (left == right)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_counter_counts_before_the_node_and_the_time_before_both()
    {
        Assert.True(new HlcTimestamp(1, 9, "a") > new HlcTimestamp(1, 8, "z"));
        Assert.True(new HlcTimestamp(2, 0, "a") > new HlcTimestamp(1, 9, "z"));
        Assert.True(new HlcTimestamp(1, 1, "b") > new HlcTimestamp(1, 1, "a"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000010000a")]
    [InlineData("00000000000g-0000-a")]
    [InlineData("000000000001 0000-a")]
    public void What_is_not_a_stamp_does_not_read(string? text)
    {
        Assert.False(HlcTimestamp.TryParse(text, out _));
    }

    [Fact]
    public void The_default_comes_before_every_other()
    {
        Assert.True(default(HlcTimestamp) < new HlcTimestamp(0, 0, "a"));
        Assert.Equal("", default(HlcTimestamp).NodeId);
    }
}
