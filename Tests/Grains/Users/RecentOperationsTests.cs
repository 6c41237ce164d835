using MediaGateway.Domain.Time;
using MediaGateway.Grains.Users;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>What a running user knows of operations without asking the journal.</summary>
public sealed class RecentOperationsTests
{
    private const string Uuid = "0197b3f0-7c1a-7abc-8def-0123456789ab";

    private readonly RecentOperations _recent = new();

    [Theory]
    [InlineData(Uuid)]
    [InlineData("0197B3F0-7C1A-7ABC-8DEF-0123456789AB")]
    [InlineData("0197b3f07c1a7abc8def0123456789ab")]
    [InlineData("{0197b3f0-7c1a-7abc-8def-0123456789ab}")]
    [InlineData(" 0197b3f0-7c1a-7abc-8def-0123456789ab")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("watched the end")]
    [InlineData("ünïcödé-🎬")]
    public void An_id_is_known_by_exactly_its_letters(string opId)
    {
        Add(opId, 7);
        Assert.True(_recent.Find(opId)!.Value.IsOf(Fingerprint(7)));
        Assert.False(_recent.Find(opId)!.Value.IsOf(Fingerprint(8)));
        string[] others = [opId.ToUpperInvariant(), opId.ToLowerInvariant(), opId + " ", Uuid, "another"];
        Assert.All(others.Where(other => other != opId), other => Assert.Null(_recent.Find(other)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(31)]
    public void Content_that_differs_anywhere_is_other_content(int place)
    {
        Add(Uuid, 7);
        var other = Fingerprint(7);
        other[place] ^= 1;
        Assert.False(_recent.Find(Uuid)!.Value.IsOf(other));
    }

    [Fact]
    public void What_it_was_refused_with_is_kept()
    {
        _recent.Add(new RememberedOperation(Uuid, Fingerprint(1), 0, "not_in_watchlist", DateTimeOffset.UnixEpoch, []), At(1));
        Assert.Equal("not_in_watchlist", _recent.Find(Uuid)!.Value.Refusal);
        Assert.True(_recent.Find(Uuid)!.Value.IsOf(Fingerprint(1)));
    }

    [Fact]
    public void What_is_stamped_after_all_that_was_forgotten_is_new_and_what_is_not_must_be_asked_for()
    {
        _recent.Restart(At(5));
        Assert.True(_recent.MustAsk(At(5)));
        Assert.False(_recent.MustAsk(At(6)));
        for (var number = 0; number < RecentOperations.Capacity; number++) Add($"{number}", 1, At(10 + number));
        Assert.False(_recent.MustAsk(At(6)));
        Add("one too many", 1, At(9_000));
        Assert.Null(_recent.Find("0"));
        Assert.NotNull(_recent.Find("1"));
        Assert.True(_recent.MustAsk(At(10)));
        Assert.False(_recent.MustAsk(At(11)));
    }

    private static HlcTimestamp At(long physical) => new(physical, 0, "phone");

    private static byte[] Fingerprint(byte value) => [.. Enumerable.Repeat(value, 32)];

    private void Add(string opId, byte fingerprint, HlcTimestamp? hlc = null) =>
        _recent.Add(new RememberedOperation(opId, Fingerprint(fingerprint), 1, null, DateTimeOffset.UnixEpoch, []), hlc ?? At(1));
}
