using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Sync.Ordering;

namespace MediaGateway.Tests.Domain.Sync;

public class OrderKeyTests
{
    [Fact]
    public void Keys_of_ten_thousand_adds_at_either_end_stay_short()
    {
        string? first = null, last = null;
        for (var i = 0; i < 10_000; i++)
        {
            var (before, after) = (OrderKey.Between(null, first, KeyLean.High), OrderKey.Between(last, null, KeyLean.Low));
            Assert.True(string.CompareOrdinal(before, first ?? "~") < 0 && string.CompareOrdinal(after, last ?? "") > 0);
            (first, last) = (before, after);
        }

        Assert.True(first!.Length <= 4 && last!.Length <= 4, $"{first} {last}");
    }

    [Fact]
    public void Any_sequence_of_inserts_gives_keys_that_sort_where_they_were_asked_for()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), places =>
        {
            var keys = new List<string>();
            foreach (var place in places)
            {
                var index = Math.Abs(place) % (keys.Count + 1);
                var key = OrderKey.Between(index > 0 ? keys[index - 1] : null, index < keys.Count ? keys[index] : null, (KeyLean)(Math.Abs(place) % 3));
                Assert.True(OrderKey.IsWellFormed(key) || key.Length > OrderKey.MaxLength, key);
                keys.Insert(index, key);
            }
            Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
            Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(KeyLean.Low)]
    [InlineData(KeyLean.High)]
    public void Five_thousand_inserts_in_a_row_between_two_titles_cost_a_few_digits(object lean)
    {
        var (lower, upper) = ("n0", "n1");
        for (var i = 0; i < 5_000; i++)
        {
            var key = OrderKey.Between(lower, upper, (KeyLean)lean);
            Assert.True(string.CompareOrdinal(lower, key) < 0 && string.CompareOrdinal(key, upper) < 0);
            _ = (KeyLean)lean == KeyLean.Low ? lower = key : upper = key;
        }

        Assert.InRange(((KeyLean)lean == KeyLean.Low ? lower : upper).Length, 3, 8);
    }

    [Fact]
    public void Always_inserting_between_the_last_two_gains_bits_only()
    {
        var (lower, upper) = ("n0", "n1");
        for (var i = 0; i < 100; i++)
        {
            var key = OrderKey.Between(lower, upper, KeyLean.Middle);
            (lower, upper) = i % 2 == 0 ? (key, upper) : (lower, key);
        }

        Assert.InRange(lower.Length, 1, 24);
    }

    [Fact]
    public void A_spread_rises_between_its_bounds()
    {
        foreach (var (lower, upper) in new (string?, string?)[] { (null, null), ("n5", null), (null, "n5"), ("n0", "n1"), ("n0V", "n0W"), ("m0", "nz") })
        {
            var keys = OrderKey.Spread(lower, upper, 300);
            Assert.Equal(keys.Order(StringComparer.Ordinal).Distinct(), keys);
            Assert.True(lower is null || string.CompareOrdinal(lower, keys[0]) < 0);
            Assert.True(upper is null || string.CompareOrdinal(keys[^1], upper) < 0);
            Assert.All(keys, key => Assert.InRange(key.Length, 2, 6));
        }
    }

    [Fact]
    public void There_is_no_key_between_a_key_and_itself()
    {
        Assert.Throws<ArgumentException>(() => OrderKey.Between("n0", "n0", KeyLean.Middle));
    }

    [Theory]
    [InlineData("n0", true)]
    [InlineData("m3V", true)]
    [InlineData("o00", true)]
    [InlineData("", false)]
    [InlineData("n", false)]
    [InlineData("o0", false)]
    [InlineData("n0V0", false)]
    [InlineData("N0", false)]
    [InlineData("n0 ", false)]
    public void A_key_is_an_integer_and_a_fraction_without_trailing_zeros(string key, bool expected)
    {
        Assert.Equal(expected, OrderKey.IsWellFormed(key));
    }
}
