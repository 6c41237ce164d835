using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Domain.Sync;

public class RegisterTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 500);

    [Fact]
    public void A_rewind_is_an_ordinary_write()
    {
        _server.Take(_phone.Position("A", 60_000), _phone.Position("A", 1_000));

        Assert.Equal(1_000, _server.State.FindPosition("A")!.PositionMs);
    }

    [Fact]
    public void The_later_stamp_wins_whichever_arrives_first()
    {
        var early = _phone.Position("A", 1_000);
        _server.Take(_tv.Position("A", 2_000), early);

        Assert.Equal(2_000, _server.State.FindPosition("A")!.PositionMs);
        Assert.Equal("tv-1", _server.State.FindPosition("A")!.OpId);
    }

    [Theory]
    [InlineData(1, 0, "a", "x", 0, 9, "z", "z")]
    [InlineData(1, 1, "a", "x", 1, 0, "z", "z")]
    [InlineData(1, 1, "b", "x", 1, 1, "a", "z")]
    [InlineData(1, 1, "a", "y", 1, 1, "a", "x")]
    public void Ties_are_decided_by_counter_then_node_then_operation_id(
        long physical, int logical, string node, string opId, long otherPhysical, int otherLogical, string otherNode, string otherOpId)
    {
        var winner = new RatingSet("A", 10) { OpId = opId, Hlc = new HlcTimestamp(Device.Noon + physical, logical, node) };
        var loser = new RatingSet("A", 50) { OpId = otherOpId, Hlc = new HlcTimestamp(Device.Noon + otherPhysical, otherLogical, otherNode) };
        var other = new Server();
        _server.Take(winner, loser);
        other.Take(loser, winner);

        Assert.Equal(10, _server.State.FindRating("A")!.Tenths);
        Assert.Equal(10, other.State.FindRating("A")!.Tenths);
    }

    [Fact]
    public void Two_devices_never_swap_values_for_ever()
    {
        // Each hears of the other's write late and passes it on; nothing is written anew, so it comes to rest at once.
        var (first, second) = (_phone.Prefer("subtitles", "\"en\""), _tv.Prefer("subtitles", "\"de\""));
        for (var round = 0; round < 3; round++)
        {
            _server.Take(second, first);
        }

        Assert.Equal("\"de\"", _server.State.FindPreference("subtitles")!.ValueJson);
        Assert.Equal(2, _server.Log.Count);
    }

    [Fact]
    public void A_rating_can_be_taken_back()
    {
        _server.Take(_phone.Rate("A", 45), _phone.Rate("A", null));

        Assert.Null(_server.State.FindRating("A"));
        Assert.Empty(_server.State.Ratings);
    }

    [Fact]
    public void A_preference_can_be_unset()
    {
        _server.Take(_phone.Prefer("k", "1"), _phone.Prefer("k", PreferenceSet.Unset));

        Assert.Empty(_server.State.Preferences);
    }

    [Fact]
    public void A_position_beyond_the_duration_is_refused()
    {
        Assert.Equal(RefusalCodes.InvalidField, _server.Send(_phone.Position("A", 101, 100)));
        Assert.Null(_server.Send(_phone.Position("A", 100, 100)));
    }

    [Fact]
    public void A_position_says_which_device_wrote_it()
    {
        Assert.Null(_server.Send(_phone.Position("A", 5), "kitchen"));

        Assert.Equal("kitchen", _server.State.FindPosition("A")!.DeviceId);
    }

    [Fact]
    public void An_import_run_twice_adds_nothing()
    {
        _server.Take(_phone.Play("p1", "A"), _phone.Play("p2", "B"), _phone.Play("p1", "A"), _phone.Play("p2", "B"));

        Assert.Equal(["p2", "p1"], _server.State.Plays.Select(play => play.PlayId));
    }

    [Fact]
    public void Of_two_records_of_one_play_the_later_is_kept()
    {
        var early = _phone.Play("p1", "A", completed: false);
        _server.Take(_tv.Play("p1", "B"), early);

        Assert.Equal("B", Assert.Single(_server.State.Plays).ContentId);
    }

    [Fact]
    public void A_removed_play_stays_removed_whatever_comes_after()
    {
        _server.Take(_phone.Play("p1", "A"), _tv.RemovePlay("p1"), _tv.At(Device.Noon + 9_000).Play("p1", "A"));

        Assert.Empty(_server.State.Plays);
    }

    [Fact]
    public void A_play_that_was_removed_before_it_came_is_not_added()
    {
        _server.Take(_tv.RemovePlay("p1"), _phone.Play("p1", "A"));

        Assert.Empty(_server.State.Plays);
    }
}
