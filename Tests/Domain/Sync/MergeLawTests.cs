using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Tests.Domain.Sync;

/// <summary>Merging effects is commutative, associative and idempotent, whatever the effects.</summary>
public class MergeLawTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void The_order_in_which_effects_come_does_not_matter()
    {
        var cases = from effects in Histories.Effects.Generator
                    from shuffled in Histories.Shuffled(effects)
                    select (effects, shuffled);
        Prop.ForAll(cases.ToArbitrary(), pair => AssertSame(OneByOne(pair.effects), OneByOne(pair.shuffled))).Check(Thorough);
    }

    [Fact]
    public void Effects_that_come_again_change_nothing()
    {
        var cases = from effects in Histories.Effects.Generator
                    from repeated in Histories.Shuffled(effects.Concat(effects).Concat(effects.Take(5)))
                    select (effects, repeated);
        Prop.ForAll(cases.ToArbitrary(), pair => AssertSame(OneByOne(pair.effects), OneByOne(pair.repeated))).Check(Thorough);
    }

    [Fact]
    public void How_effects_are_grouped_does_not_matter()
    {
        var cases = from effects in Histories.Effects.Generator
                    from cut in Gen.Choose(0, effects.Length)
                    select (effects, cut);
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var apart = UserState.Empty.Apply(pair.effects.Take(pair.cut)).Apply(pair.effects.Skip(pair.cut));
            AssertSame(OneByOne(pair.effects), apart);
            AssertSame(apart, UserState.Empty.Apply(pair.effects));
        }).Check(Thorough);
    }

    [Fact]
    public void A_state_that_was_shown_never_changes()
    {
        Prop.ForAll(Histories.Effects, effects =>
        {
            var states = new List<(UserState State, string Shown)> { (UserState.Empty, Histories.Show(UserState.Empty)) };
            foreach (var effect in effects)
            {
                var next = states[^1].State.Apply(effect);
                states.Add((next, Histories.Show(next)));
                next.Apply(effects);
            }
            Assert.All(states, pair => Assert.Equal(pair.Shown, Histories.Show(pair.State)));
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void The_order_that_is_kept_up_is_the_order_that_is_made_anew()
    {
        Prop.ForAll(Histories.Effects, effects =>
        {
            var state = UserState.Empty;
            foreach (var effect in effects)
            {
                _ = state.Order;
                state = state.Apply(effect);
            }
            Assert.Equal(UserState.Empty.Apply(effects).Order, state.Order);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Snapshot_and_tail_give_what_the_whole_log_gives()
    {
        var cases = from effects in Histories.Effects.Generator
                    from cut in Gen.Choose(0, effects.Length)
                    select (effects, cut);
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var snapshot = StateJson.Encode(UserState.Empty.Apply(pair.effects.Take(pair.cut)));
            var state = StateJson.Decode(snapshot);
            Assert.Equal(snapshot, StateJson.Encode(state));
            var tail = pair.effects.Skip(pair.cut).Select(effect => EffectJson.Decode(EffectJson.Encode(effect)));
            AssertSame(OneByOne(pair.effects), state.Apply(tail));
        }).Check(Thorough);
    }

    [Fact]
    public void A_title_is_on_the_list_exactly_when_an_add_of_it_was_not_named_by_a_remove()
    {
        Prop.ForAll(Histories.Effects, effects =>
        {
            var state = UserState.Empty.Apply(effects);
            var removed = effects.Select(effect => effect.Operation).OfType<WatchlistRemove>()
                .SelectMany(remove => remove.Observed!.Value).ToHashSet();
            var expected = effects.Select(effect => effect.Operation).OfType<WatchlistAdd>()
                .Where(add => !removed.Contains(add.OpId)).Select(add => state.Resolve(add.ContentId)).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(expected, state.Items.Select(item => item.ContentId).Order(StringComparer.Ordinal));
        }).Check(Thorough);
    }

    private static UserState OneByOne(IEnumerable<Effect> effects) => effects.Aggregate(UserState.Empty, (state, effect) => state.Apply(effect));

    private static void AssertSame(UserState left, UserState right) => Assert.Equal(Histories.Show(left), Histories.Show(right));
}
