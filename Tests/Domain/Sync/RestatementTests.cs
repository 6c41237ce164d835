using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Tests.Domain.Sync;

/// <summary>What a device must be told that began with a snapshot, and so has not seen what came before.</summary>
public class RestatementTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 500);

    [Fact]
    public void A_play_that_was_removed_before_it_came_is_removed_again_in_front_of_it()
    {
        _server.Take(_tv.RemovePlay("p"), _phone.Play("p", "A"));

        Assert.Equal([typeof(PlayRemove), typeof(PlayRemove), typeof(PlayAdd)], Types);
        Assert.Empty(FollowedFrom(1).Plays);
    }

    [Fact]
    public void An_add_that_was_cancelled_before_it_came_is_cancelled_again_in_front_of_it()
    {
        var add = _phone.Add("A");
        _server.Take(_tv.Add("A"), _tv.Remove("A", add.OpId), add);

        var again = Assert.IsType<WatchlistRemove>(_server.Log[2].Operation);
        Assert.Equal(add.OpId, Assert.Single(again.Observed!.Value));
        Assert.Null(_server.Log[2].DeviceId);
        // What is live for who began after the first remove is what is live for everybody.
        Assert.Equal("tv-1", Assert.Single(_server.State.FindItem("A")!.Adds));
        Assert.Null(FollowedFrom(2).FindItem("A"));
    }

    [Fact]
    public void What_is_not_dead_on_arrival_is_logged_alone()
    {
        _server.Take(_phone.Add("A"), _phone.Play("p", "A"), _tv.RemoveAllSeen("A"), _tv.Add("A"));
        Assert.Equal(4, _server.Log.Count);
    }

    [Fact]
    public void Every_effect_has_an_id_of_its_own()
    {
        var add = _phone.Add("A");
        _server.Take(_tv.Remove("A", add.OpId), add, _tv.RemovePlay("p"), _phone.Play("p", "A"), _tv.Play("p", "A"));
        Assert.Equal(_server.Log.Count, _server.Log.Select(effect => effect.OpId).Distinct().Count());
    }

    private IEnumerable<Type> Types => _server.Log.Select(effect => effect.Operation.GetType());

    private UserState FollowedFrom(int index) => UserState.Empty.Apply(_server.Log.Skip(index));
}
