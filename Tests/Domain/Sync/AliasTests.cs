using MediaGateway.Domain.Sync;

namespace MediaGateway.Tests.Domain.Sync;

public class AliasTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _gateway = new("gateway", Device.Noon + 100_000);

    [Theory]
    [InlineData("A", "B", "B", "C")]
    [InlineData("C", "B", "B", "A")]
    [InlineData("B", "C", "A", "C")]
    public void The_least_id_stands_for_all_whatever_the_order(string from, string to, string nextFrom, string nextTo)
    {
        _server.Take(_gateway.Alias(from, to), _gateway.Alias(nextFrom, nextTo));

        Assert.Equal(["A", "A", "A"], new[] { "A", "B", "C" }.Select(_server.State.Resolve));
    }

    [Fact]
    public void Two_entries_of_one_title_become_one()
    {
        _server.Take(_phone.Add("A"), _phone.Add("X"), _phone.Add("B"), _gateway.Alias("B", "A"));

        Assert.Equal("X A", _server.List);
        Assert.Equal(["phone-1", "phone-3"], _server.State.FindItem("B")!.Adds.AsEnumerable());
    }

    [Fact]
    public void A_remove_by_one_id_removes_what_was_added_by_the_other()
    {
        _server.Take(_phone.Add("B"), _gateway.Alias("A", "B"), _phone.RemoveAllSeen("A"));

        Assert.Equal("", _server.List);
    }

    [Fact]
    public void An_alias_that_is_taken_back_brings_no_removed_title_back()
    {
        _server.Take(_phone.Add("B"), _gateway.Alias("A", "B"), _phone.RemoveAllSeen("A"), _gateway.Alias("A", "B", retracted: true));

        Assert.Equal("", _server.List);
    }

    [Fact]
    public void An_alias_that_is_taken_back_parts_the_two_again()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _gateway.Alias("A", "B"), _gateway.Alias("B", "A", retracted: true));

        Assert.Equal("A B", _server.List);
    }

    [Fact]
    public void Of_positions_by_both_ids_the_later_counts()
    {
        _server.Take(_phone.Position("B", 5), _phone.Position("A", 7), _gateway.Alias("A", "B"));

        Assert.Equal(7, _server.State.FindPosition("B")!.PositionMs);
        Assert.Equal("A", Assert.Single(_server.State.Positions).ContentId);
    }

    [Fact]
    public void Plays_by_both_ids_are_plays_of_the_title()
    {
        _server.Take(_phone.Play("p1", "B"), _gateway.Alias("A", "B"));

        Assert.Equal("A", Assert.Single(_server.State.Plays).ContentId);
    }

    [Fact]
    public void A_title_cannot_be_its_own_alias()
    {
        Assert.Equal(RefusalCodes.InvalidField, _server.Send(_gateway.Alias("A", "A")));
    }
}
