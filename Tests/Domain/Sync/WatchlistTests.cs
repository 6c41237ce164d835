using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Tests.Domain.Sync;

public class WatchlistTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 500);

    [Fact]
    public void Titles_stand_in_the_order_in_which_they_were_added()
    {
        _server.Take(_phone.Add("A"), _tv.Add("B"), _phone.Add("C"));

        Assert.Equal("A B C", _server.List);
    }

    [Fact]
    public void A_remove_cancels_only_the_adds_it_has_seen()
    {
        var seen = _phone.Add("A");
        var unseen = _tv.Add("A");
        _server.Take(seen, unseen, _phone.Remove("A", seen.OpId));

        Assert.Equal([unseen.OpId], _server.State.FindItem("A")!.Adds.AsEnumerable());
    }

    [Fact]
    public void A_remove_without_observed_cancels_all_that_the_server_has_seen()
    {
        _server.Take(_phone.Add("A"), _tv.Add("A"), _phone.RemoveAllSeen("A"));

        Assert.Equal("", _server.List);
        Assert.Equal(["phone-1", "tv-1"], Assert.IsType<WatchlistRemove>(_server.Log[^1].Operation).Observed!.Value.AsEnumerable());
    }

    [Fact]
    public void A_remove_that_has_seen_nothing_cancels_nothing()
    {
        _server.Take(_phone.Add("A"), _tv.Remove("A"));

        Assert.Equal("A", _server.List);
    }

    [Fact]
    public void An_add_is_dead_on_arrival_when_a_remove_named_it_before()
    {
        var add = _phone.Add("A");
        _server.Take(_tv.Remove("A", add.OpId), add);

        Assert.Equal("", _server.List);
    }

    [Fact]
    public void A_removed_title_stays_away_when_its_add_is_sent_again()
    {
        var add = _phone.Add("A");
        _server.Take(add, _tv.RemoveAllSeen("A"), add);

        Assert.Equal("", _server.List);
        Assert.Equal(2, _server.Log.Count);
    }

    [Fact]
    public void A_later_add_brings_a_removed_title_back()
    {
        _server.Take(_phone.Add("A"), _tv.RemoveAllSeen("A"), _phone.Add("B"), _phone.Add("A"));

        Assert.Equal("B A", _server.List);
    }

    [Fact]
    public void Added_at_is_that_of_the_oldest_add_and_source_that_of_the_newest()
    {
        _server.Take(
            _phone.At(Device.Noon + 5).Add("A", source: WatchlistSource.Recommendation),
            _tv.At(Device.Noon + 9).Add("A", source: WatchlistSource.ContinueWatching),
            _tv.At(Device.Noon + 2).Add("A", source: WatchlistSource.Manual));

        var item = _server.State.FindItem("A")!;
        Assert.Equal(Device.Noon + 2, item.AddedAt.ToUnixTimeMilliseconds());
        Assert.Equal(WatchlistSource.ContinueWatching, item.Source);
    }

    [Fact]
    public void Adding_a_title_that_is_there_leaves_it_in_its_place()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _tv.Add("A"));

        Assert.Equal("A B", _server.List);
        Assert.Null(_server.Log[^1].OrderKey);
    }

    [Fact]
    public void A_title_can_be_added_first_or_after_another()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _phone.Add("C", Placement.First), _phone.Add("D", Placement.After("A")));

        Assert.Equal("C A D B", _server.List);
    }

    [Fact]
    public void A_title_can_be_moved()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _phone.Add("C"));
        _server.Take(_phone.Move("A", Placement.After("B")), _phone.Move("C", Placement.First));

        Assert.Equal("C B A", _server.List);
    }

    [Fact]
    public void Of_two_moves_the_later_stamp_wins_whichever_arrives_first()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _phone.Add("C"));
        var early = _phone.At(Device.Noon + 1000).Move("C", Placement.First);
        var late = _tv.At(Device.Noon + 2000).Move("C", Placement.After("A"));
        _server.Take(late, early);

        Assert.Equal("A C B", _server.List);
    }

    [Fact]
    public void A_move_that_lost_is_logged_with_the_key_that_won()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"));
        var early = _phone.At(Device.Noon + 1000).Move("A", Placement.First);
        _server.Take(_tv.At(Device.Noon + 2000).Move("A", Placement.After("B")), early);

        Assert.Equal(_server.State.FindItem("A")!.OrderKey, _server.Log[^1].OrderKey);
    }

    [Fact]
    public void An_anchor_that_was_removed_meanwhile_keeps_its_place()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _phone.Add("C"), _phone.RemoveAllSeen("B"), _tv.Add("D", Placement.After("B")));

        Assert.Equal("A D C", _server.List);
    }

    [Fact]
    public void A_move_does_not_bring_a_removed_title_back()
    {
        _server.Take(_phone.Add("A"), _phone.RemoveAllSeen("A"));

        Assert.Equal(RefusalCodes.NotInWatchlist, _server.Send(_tv.Move("A", Placement.First)));
    }

    [Fact]
    public void An_anchor_that_was_never_known_is_refused()
    {
        _server.Take(_phone.Add("A"));

        Assert.Equal(RefusalCodes.InvalidAnchor, _server.Send(_phone.Move("A", Placement.After("Z"))));
        Assert.Equal(RefusalCodes.InvalidAnchor, _server.Send(_phone.Add("B", Placement.After("Z"))));
    }

    [Fact]
    public void A_title_cannot_come_after_itself()
    {
        _server.Take(_phone.Add("A"));

        Assert.Equal(RefusalCodes.InvalidAnchor, _server.Send(_phone.Move("A", Placement.After("A"))));
    }

    [Fact]
    public void An_unknown_title_cannot_be_added_but_can_be_removed()
    {
        _server.FindCanonicalId = _ => null;

        Assert.Equal(RefusalCodes.UnknownContent, _server.Send(_phone.Add("A")));
        Assert.Null(_server.Send(_phone.RemoveAllSeen("A")));
    }

    [Fact]
    public void Operations_name_titles_by_any_id_and_effects_by_the_canonical_one()
    {
        _server.FindCanonicalId = id => id == "netflix:1" ? "imdb:tt1" : id;
        _server.Take(_phone.Add("netflix:1"), _phone.Add("B"), _tv.Move("netflix:1", Placement.After("B")));

        Assert.Equal("B imdb:tt1", _server.List);
    }

    [Fact]
    public void An_operation_id_with_other_content_is_refused_but_one_that_was_restamped_is_a_repeat()
    {
        var add = _phone.Add("A");
        _server.Take(add, add with { Hlc = add.Hlc with { Physical = add.Hlc.Physical + 5 } });

        Assert.Equal(RefusalCodes.OpIdReused, _server.Send(add with { ContentId = "B" }));
        Assert.Single(_server.Log);
    }
}
