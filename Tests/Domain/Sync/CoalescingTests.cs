using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Tests.Domain.Sync;

public class CoalescingTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");
    private readonly Device _tv = new("tv", Device.Noon + 500);

    [Fact]
    public void Of_the_positions_of_a_title_the_last_is_left()
    {
        _server.Take(_phone.Position("A", 1), _phone.Position("B", 1), _phone.Position("A", 2), _phone.Rate("A", 1), _phone.Position("A", 3));
        Assert.Equal([1L, 3], Coalescing.Superseded(_server.Log));
    }

    [Fact]
    public void A_position_that_came_too_late_makes_nothing_pointless()
    {
        _server.Take(_tv.Position("A", 1), _phone.Position("A", 2));
        Assert.Empty(Coalescing.Superseded(_server.Log));
    }

    [Fact]
    public void Whoever_reads_what_is_left_from_wherever_ends_with_what_whoever_read_all_has() => Prop.ForAll(Histories.Effects, effects =>
    {
        Effect[] log = [.. effects.Select((effect, index) => effect with { Seq = index + 1 })];
        var left = log.ExceptBy(Coalescing.Superseded(log), effect => effect.Seq).ToList();
        for (var read = 0; read <= log.Length; read += 7)
        {
            var follower = UserState.Empty.Apply(log.Take(read)).Apply(left.Where(effect => effect.Seq > read));
            Assert.Equal(StateJson.Encode(UserState.Empty.Apply(log)), StateJson.Encode(follower));
        }

        Assert.True(log.Length == 0 || left[^1].Seq == log.Length);
    }).QuickCheckThrowOnFailure();
}
