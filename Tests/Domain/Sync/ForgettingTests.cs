using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Tests.Domain.Sync;

public class ForgettingTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 500);

    [Fact]
    public void A_cancelled_add_is_forgotten_once_every_device_has_acknowledged_its_remove()
    {
        _server.Take(_phone.Add("A"), _phone.RemoveAllSeen("A"));
        _server.Forget(acknowledgedSeq: 1);
        Assert.Equal(1, _server.State.Cancelled.Count);

        _server.Forget(acknowledgedSeq: 2);
        Assert.Equal(0, _server.State.Cancelled.Count);
        Assert.Equal("", _server.List);
    }

    [Fact]
    public void What_was_forgotten_does_not_come_back_when_it_is_sent_again()
    {
        var add = _phone.Add("A");
        _server.Take(add, _phone.RemoveAllSeen("A"));
        _server.Forget(acknowledgedSeq: 2);

        _server.Take(add);
        Assert.Equal("", _server.List);

        _server.Now += SyncLimits.Horizon;
        Assert.Equal(RefusalCodes.TooOld, _server.Send(add with { OpId = "again" }));
    }

    [Fact]
    public void An_add_that_has_not_come_yet_stays_cancelled_until_the_horizon_whatever_is_acknowledged()
    {
        var add = _phone.Add("A");
        _server.Take(_tv.Remove("A", add.OpId));
        _server.Forget(acknowledgedSeq: 1);

        _server.Take(add);
        Assert.Equal("", _server.List);
    }

    [Fact]
    public void A_removed_title_is_an_anchor_until_the_horizon()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _phone.Add("C"), _phone.RemoveAllSeen("B"));
        _server.Forget(acknowledgedSeq: 4);
        _server.Take(_tv.Add("D", Placement.After("B")));
        Assert.Equal("A D C", _server.List);

        _server.Now += SyncLimits.Horizon + TimeSpan.FromHours(1);
        _server.Forget(acknowledgedSeq: 5);
        Assert.Equal(RefusalCodes.InvalidAnchor, _server.Send(_tv.At(_server.Now.ToUnixTimeMilliseconds()).Add("E", Placement.After("B"))));
    }

    [Fact]
    public void A_client_that_never_acknowledges_holds_nothing_back_past_the_horizon()
    {
        for (var i = 0; i < 100; i++)
        {
            _server.Take(_phone.Add("A"), _phone.RemoveAllSeen("A"), _tv.Remove("B", $"never-{i}"));
        }
        _server.Take(_phone.Rate("A", null), _phone.Prefer("k", PreferenceSet.Unset));
        _server.Now += SyncLimits.Horizon + TimeSpan.FromHours(1);
        _server.Forget(acknowledgedSeq: 0);

        Assert.Equal((0, 0, 0, 0), (_server.State.Cancelled.Count, _server.State.Entries.Count, _server.State.RatingWrites.Count, _server.State.PreferenceWrites.Count));
    }

    [Fact]
    public void A_title_that_is_on_the_list_keeps_its_place_when_its_first_add_is_forgotten()
    {
        var first = _phone.Add("A");
        _server.Take(first, _phone.Add("B"), _tv.Add("A"), _phone.Remove("A", first.OpId));
        _server.Forget(acknowledgedSeq: 4);

        Assert.Equal("A B", _server.List);
        Assert.Equal(["tv-1"], _server.State.FindItem("A")!.Adds.AsEnumerable());
    }

    [Fact]
    public void A_removed_play_is_never_forgotten()
    {
        _server.Take(_phone.Play("p1", "A"), _phone.RemovePlay("p1"));
        _server.Now += 4 * SyncLimits.Horizon;
        _server.Forget(acknowledgedSeq: 2);
        _server.Take(_tv.At(_server.Now.ToUnixTimeMilliseconds()).Play("p1", "A"));

        Assert.Empty(_server.State.Plays);
    }

    [Fact]
    public void Nothing_to_forget_leaves_the_state_itself()
    {
        _server.Take(_phone.Add("A"), _phone.Position("A", 5));

        Assert.Same(_server.State, _server.State.Forget(2, _server.Now));
    }
}
