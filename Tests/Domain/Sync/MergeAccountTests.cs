using System.Collections.Immutable;
using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Tests.Domain.Sync;

public class MergeAccountTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 500);

    [Fact]
    public void A_write_that_came_too_late_is_told_with_what_was_kept()
    {
        _server.Take(_tv.Position("A", 9));

        var account = Assert.Single(AccountsOf(_phone.Position("A", 5)));

        Assert.Equal((MergeReasons.OlderWrite, "A", 2L), (account.Reason, account.Subject, account.Seq));
        Assert.Equal(("tv-1", "9", "phone-1", "5"), (account.Kept.OpId, account.Kept.Value, account.Lost.OpId, account.Lost.Value));
    }

    [Fact]
    public void A_write_that_replaced_another_nodes_is_told()
    {
        _server.Take(_phone.Rate("A", 10));

        var account = Assert.Single(AccountsOf(_tv.Rate("A", null)));

        Assert.Equal((MergeReasons.NewerWrite, "tv-1", "null", "10"), (account.Reason, account.Kept.OpId, account.Kept.Value, account.Lost.Value));
    }

    [Fact]
    public void Going_on_watching_on_one_device_is_no_dispute()
    {
        _server.Take(_phone.Position("A", 5));

        Assert.Empty(AccountsOf(_phone.Position("A", 6)));
    }

    [Fact]
    public void Two_that_say_the_same_are_no_dispute()
    {
        _server.Take(_phone.Prefer("k", "1"));

        Assert.Empty(AccountsOf(_tv.Prefer("k", "1")));
    }

    [Fact]
    public void A_remove_that_left_a_title_on_the_list_says_which_add_it_had_not_seen()
    {
        _server.Take(_phone.Add("A"), _tv.Add("A"));

        var account = Assert.Single(AccountsOf(_phone.Remove("A", "phone-1")));

        Assert.Equal((MergeReasons.AddNotSeen, "tv-1", "phone-2"), (account.Reason, account.Kept.OpId, account.Lost.OpId));
    }

    [Fact]
    public void An_add_that_was_dead_on_arrival_says_which_remove_had_named_it()
    {
        _server.Take(_tv.Remove("A", "phone-1"));

        var account = Assert.Single(AccountsOf(_phone.Add("A")));

        Assert.Equal((MergeReasons.AddCancelled, "tv-1", "phone-1"), (account.Reason, account.Kept.OpId, account.Lost.OpId));
    }

    [Fact]
    public void A_play_that_was_removed_says_so_when_it_comes_again()
    {
        _server.Take(_tv.RemovePlay("p1"));

        Assert.Equal(MergeReasons.PlayRemoved, Assert.Single(AccountsOf(_phone.Play("p1", "A"))).Reason);
    }

    [Fact]
    public void A_move_that_came_too_late_is_told()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"));
        var early = _phone.Move("A", Placement.After("B"));
        _server.Take(_tv.Move("A", Placement.First));

        var account = Assert.Single(AccountsOf(early));

        Assert.Equal((MergeReasons.OlderWrite, "tv-1", early.OpId), (account.Reason, account.Kept.OpId, account.Lost.OpId));
    }

    private ImmutableArray<MergeAccount> AccountsOf(Operation operation)
    {
        var before = _server.State;
        _server.Take(operation);
        return MergeAccounts.Of(before, _server.Log[^1]);
    }
}
