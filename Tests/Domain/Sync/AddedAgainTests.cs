using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Resolving;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Tests.Domain.Sync;

public class AddedAgainTests
{
    private const int Times = 4_000;

    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 500);

    [Fact]
    public void Of_thousands_of_adds_of_one_title_a_remove_cancels_those_it_has_seen()
    {
        var adds = AddAgain(Times);
        var seen = adds[..^1].Select(add => add.OpId).ToArray();

        _server.Take(_tv.Remove("A", seen));
        Assert.Equal([adds[^1].OpId], _server.State.FindItem("A")!.Adds.AsEnumerable());

        _server.Take(_tv.RemoveAllSeen("A"));
        Assert.Equal("", _server.List);
    }

    [Fact]
    public void Thousands_of_adds_of_one_title_come_to_the_same_in_any_order_and_however_often()
    {
        AddAgain(Times);
        _server.Take(_tv.RemoveAllSeen("A"), _tv.Add("A"));

        var backwards = Enumerable.Reverse(_server.Log).Concat(_server.Log).Aggregate(UserState.Empty, (state, effect) => state.Apply(effect));

        Assert.Equal(StateJson.Encode(_server.State), StateJson.Encode(backwards));
        Assert.Equal(StateJson.Encode(_server.State), StateJson.Encode(StateJson.Decode(StateJson.Encode(backwards))));
    }

    [Fact]
    public void A_state_keeps_its_adds_when_a_later_one_has_more()
    {
        AddAgain(20);
        var before = _server.State;

        AddAgain(20);

        Assert.Equal(20, before.FindItem("A")!.Adds.Length);
        Assert.Equal(40, _server.State.FindItem("A")!.Adds.Length);
    }

    [Fact]
    public void Adding_a_listed_title_costs_no_more_after_thousands_of_times()
    {
        AddAgain(100);
        var early = BytesOfAdding(100);
        AddAgain(Times);
        var late = BytesOfAdding(100);

        Assert.True(late < 3 * early, $"{early} bytes for a hundred adds at first, {late} later");
    }

    private List<Operation> AddAgain(int times)
    {
        List<Operation> adds = [];
        for (var time = 0; time < times; time++)
        {
            adds.Add(_phone.Add("A"));
            _server.Take(adds[^1]);
        }
        return adds;
    }

    private long BytesOfAdding(int times)
    {
        Operation[] adds = [.. Enumerable.Range(0, times).Select(_ => _phone.Add("A"))];
        var context = new ResolveContext(_server.Now, _phone.Name, id => id);
        var state = _server.State;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var add in adds)
        {
            state = IntentResolver.Resolve(state, add, context).Effects.Aggregate(state, (merged, effect) => merged.Apply(effect));
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
