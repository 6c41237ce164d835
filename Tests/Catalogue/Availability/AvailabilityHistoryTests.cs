using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Catalogue.Availability;

public sealed class AvailabilityHistoryTests
{
    private static readonly DateOnly Day = new(2026, 5, 1);

    [Fact]
    public void On_each_day_held_what_the_last_change_up_to_its_end_left() =>
        Prop.ForAll(TimelessLists.ListOf().ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (states, changesADay) =>
        {
            var hours = changesADay == 0 ? 48 : 24 / changesADay;
            var times = states.Select((_, index) => Noon.AddHours(index * hours)).ToList();
            IReadOnlyList<Offer>[] all = [[], .. states];
            var facts = all.Zip(all.Skip(1)).SelectMany((change, index) => AvailabilityFacts.Between("mg:a", change.First, change.Second, times[index])).ToList();
            return Enumerable.Range(-2, 12).All(offset =>
            {
                var day = Day.AddDays(offset);
                var expected = all[times.Count(time => DateOnly.FromDateTime(time.UtcDateTime) <= day)];
                // A source that knows the day of its list says that it was so then; here it has no such day.
                return Said(AvailabilityHistory.On(facts, day)).SetEquals(Said(expected))
                    && Said(AvailabilityHistory.On(facts, day, "DE")).SetEquals(Said(expected.Where(offer => offer.Region == "DE")));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void What_nobody_could_know_by_a_days_end_changes_nothing_about_it() =>
        Prop.ForAll(Lists.ListOf().ToArbitrary(), states =>
        {
            IReadOnlyList<Offer>[] all = [[], .. states];
            var facts = all.Zip(all.Skip(1)).SelectMany((change, index) => AvailabilityFacts.Between("mg:a", change.First, change.Second, Noon.AddDays(index))).ToList();
            return Enumerable.Range(-45, 90).Select(Day.AddDays).All(day =>
            {
                var end = new AvailabilityOnDay(day, region: null).End;
                var read = facts.Where(fact => fact.SeenAt < end || (fact.IsThere && fact.SaidSince < end));
                return AvailabilityHistory.On(read, day).SequenceEqual(AvailabilityHistory.On(facts, day));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Of_facts_of_one_time_the_later_one_counts()
    {
        var facts = AvailabilityFacts.Between("mg:a", [], [Netflix(3.99m)], Noon).Concat(AvailabilityFacts.Between("mg:a", [Netflix(3.99m)], [Netflix(4.99m)], Noon));
        Assert.Equal(4.99m, Assert.Single(AvailabilityHistory.On(facts, Day)).Price);
    }

    [Fact]
    public void An_offer_holds_from_its_first_day_to_its_last()
    {
        var offer = Netflix(leavesAt: Noon.AddDays(2)) with { AvailableFrom = Noon.AddDays(1) };
        var facts = AvailabilityFacts.Between("mg:a", [], [offer], Noon.AddDays(-7));
        Assert.Equal([0, 1, 1, 0], Enumerable.Range(0, 4).Select(day => AvailabilityHistory.On(facts, Day.AddDays(day)).Count));
    }

    [Fact]
    public void A_source_that_knows_since_when_it_was_there_is_believed_for_the_days_of_which_nothing_else_is_known()
    {
        var old = Netflix() with { AvailableFrom = Noon.AddDays(-30) };
        var list = Netflix(2.99m) with { AsOf = Noon.AddDays(-10) };
        var facts = AvailabilityFacts.Between("mg:a", [], [old, list], Noon);
        Assert.Equal([0, 1, 1, 2, 2], new[] { -31, -30, -11, -10, 0 }.Select(day => AvailabilityHistory.On(facts, Day.AddDays(day)).Count));
    }

    [Fact]
    public void That_it_was_seen_to_be_gone_counts_more_than_what_is_said_of_that_time_later()
    {
        var since = Netflix() with { AvailableFrom = Noon.AddDays(-30) };
        var facts = AvailabilityFacts.Between("mg:a", [], [Netflix()], Noon)
            .Concat(AvailabilityFacts.Between("mg:a", [Netflix()], [], Noon.AddDays(1)))
            .Concat(AvailabilityFacts.Between("mg:a", [], [since], Noon.AddDays(3)));
        Assert.Equal([1, 1, 0, 0, 1], Enumerable.Range(-1, 5).Select(day => AvailabilityHistory.On(facts, Day.AddDays(day)).Count));
    }

    [Fact]
    public void An_offer_says_when_it_was_true()
    {
        var facts = AvailabilityFacts.Between("mg:a", [], [Netflix(), Netflix(2.99m) with { AsOf = Noon.AddDays(-1) }], Noon);
        Assert.Equal([Noon, Noon.AddDays(-1)], AvailabilityHistory.On(facts, Day).Select(offer => offer.AsOf!.Value));
    }

    [Fact]
    public void What_one_title_had_under_two_ids_counts_once_until_it_is_gone_under_both()
    {
        var facts = AvailabilityFacts.Between("mg:a", [], [Netflix()], Noon)
            .Concat(AvailabilityFacts.Between("mg:b", [], [Netflix()], Noon))
            .Concat(AvailabilityFacts.Between("mg:a", [Netflix()], [], Noon.AddDays(1)))
            .Concat(AvailabilityFacts.Between("mg:b", [Netflix()], [], Noon.AddDays(2)));
        Assert.Equal([1, 1, 0], Enumerable.Range(0, 3).Select(day => AvailabilityHistory.On(facts, Day.AddDays(day)).Count));
    }

    [Fact]
    public void The_first_and_the_last_day_there_are_can_be_asked_about()
    {
        var facts = AvailabilityFacts.Between("mg:a", [], [Netflix()], Noon);
        Assert.Empty(AvailabilityHistory.On(facts, DateOnly.MinValue));
        Assert.Single(AvailabilityHistory.On(facts, DateOnly.MaxValue));
    }
}
