using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Ordering;
using MediaGateway.Domain.Sync.Resolving;
using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Tests.Domain.Sync;

/// <summary>The order of the list through the server: where titles land, what stays put, how long keys get.</summary>
public class ListOrderTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 100_000);

    [Fact]
    public void Runs_that_two_devices_insert_at_one_place_do_not_mix()
    {
        _server.Take(_phone.Add("X"), _phone.Add("Y"));
        string[] phone = ["p1", "p2", "p3"], tv = ["t1", "t2", "t3"];
        for (var i = 0; i < 3; i++)
        {
            _server.Take(_phone.Add(phone[i], Placement.After(i == 0 ? "X" : phone[i - 1])));
        }
        for (var i = 0; i < 3; i++)
        {
            _server.Take(_tv.Add(tv[i], Placement.After(i == 0 ? "X" : tv[i - 1])));
        }

        Assert.Equal("X t1 t2 t3 p1 p2 p3 Y", _server.List);
    }

    [Fact]
    public void Five_thousand_titles_each_after_the_same_one_keep_short_keys()
    {
        _server.Take(_phone.Add("X"), _phone.Add("Y"));
        for (var i = 0; i < 5_000; i++)
        {
            _server.Take(_phone.Add(Name(i), Placement.After("X")));
        }

        Assert.Equal(5_002, _server.Log.Count);
        Assert.All(_server.State.Items, item => Assert.InRange(item.OrderKey.Length, 2, 8));
        Assert.Equal(Name(4_999), _server.State.Items[1].ContentId);
    }

    [Fact]
    public void However_a_person_insists_keys_stay_within_their_bound_and_the_order_is_what_was_asked_for()
    {
        // Always between the last two: the worst there is for a fractional index.
        var expected = new List<string> { "L", "R" };
        _server.Take(_phone.Add("L"), _phone.Add("R"));
        var at = 1;
        for (var i = 0; i < 1_000; i++)
        {
            expected.Insert(at, Name(i));
            _server.Take(_phone.Add(Name(i), Placement.After(expected[at - 1])));
            at += i % 2;
        }

        Assert.Equal(expected, _server.State.Items.Select(item => item.ContentId));
        Assert.All(_server.Log, effect => Assert.InRange(effect.OrderKey!.Length, 2, OrderKey.MaxLength));
        // Spacing anew is rare enough to be cheap: fewer moves than eight for each insert, in this worst of cases.
        Assert.InRange(_server.Log.Count, 1_002, 9_000);
    }

    [Fact]
    public void Spacing_anew_does_not_win_against_a_move_made_meanwhile()
    {
        _server.Take(_phone.Add("L"), _phone.Add("R"));
        InsertAlternately(200);
        var spaced = Assert.IsType<WatchlistMove>(_server.Log.First(effect => effect.DeviceId is null).Operation);
        var added = _server.Log.First(effect => effect.Operation is WatchlistAdd add && add.ContentId == spaced.ContentId).Operation.Hlc;

        // Made on a device that was away, a moment after the title had been added and long before it was spaced anew.
        _server.Take(new WatchlistMove(spaced.ContentId, Placement.First) { OpId = "late", Hlc = added with { NodeId = "tablet" } });

        Assert.Equal(spaced.ContentId, _server.State.Items[0].ContentId);
    }

    [Fact]
    public void Every_effect_of_spacing_anew_has_an_id_of_its_own()
    {
        _server.Take(_phone.Add("L"), _phone.Add("R"));
        InsertAlternately(400);

        Assert.Equal(_server.Log.Count, _server.Log.Select(effect => effect.OpId).Distinct().Count());
    }

    [Fact]
    public void Titles_that_came_to_share_a_key_are_told_apart_by_id_and_spaced_by_the_next_insert()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"));
        var state = UserState.Empty
            .Apply(_server.Log[0])
            .Apply(_server.Log[1] with { OrderKey = _server.Log[0].OrderKey });
        Assert.Equal(["A", "B"], state.Items.Select(item => item.ContentId));

        var context = new ResolveContext(_server.Now, null, id => id);
        var resolution = IntentResolver.Resolve(state, _phone.Add("C", Placement.After("A")), context);

        Assert.Equal(["A", "C", "B"], state.Apply(resolution.Effects).Items.Select(item => item.ContentId));
    }

    [Fact]
    public void A_move_disturbs_nothing_else_and_lands_where_it_was_asked_to()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), steps =>
        {
            var server = new Server();
            var device = new Device("d");
            foreach (var step in steps)
            {
                var before = server.State.Items.Select(item => item.ContentId).ToList();
                var title = Name(Math.Abs(step / 7) % 9);
                var placement = PlacementFor(step, before);
                var isMove = before.Contains(title) && step % 2 == 0 && placement.Kind != PlacementKind.Unstated;
                Operation operation = step % 11 == 0 ? device.RemoveAllSeen(title) : isMove ? device.Move(title, placement) : device.Add(title, placement);
                if (server.Send(operation) is not null)
                {
                    continue;
                }
                var after = server.State.Items.Select(item => item.ContentId).ToList();
                Assert.Equal(before.Where(id => id != title), after.Where(id => id != title));
                if (operation is not WatchlistRemove && placement.Kind != PlacementKind.Unstated)
                {
                    Assert.Equal(placement.Anchor is { } anchor ? after.IndexOf(anchor) + 1 : 0, after.IndexOf(title));
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static Placement PlacementFor(int step, List<string> list) => (Math.Abs(step) % 4, list.Count) switch
    {
        (0, _) => Placement.First,
        (1, _) or (_, 0) => Placement.Unstated,
        _ => Placement.After(list[Math.Abs(step / 3) % list.Count]),
    };

    private void InsertAlternately(int count)
    {
        var left = "L";
        for (var i = 0; i < count; i++)
        {
            _server.Take(_phone.Add(Name(i), Placement.After(left)));
            left = i % 2 == 0 ? Name(i) : left;
        }
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"t{index:D4}");
}
