using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Catalogue.Availability;

public sealed class AvailabilityChangesTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    [Fact]
    public void Nothing_changes_between_a_state_and_itself() =>
        Prop.ForAll(Lists.ToArbitrary(), offers =>
            AvailabilityChanges.Between(new(offers, Noon), new([.. offers.Reverse()], Noon), Soon).Count == 0)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_comes_on_the_way_there_leaves_on_the_way_back() =>
        Prop.ForAll(Lists.ToArbitrary(), Lists.ToArbitrary(), (one, other) =>
        {
            var there = AvailabilityChanges.Between(new(one, Noon), new(other, Noon), Soon);
            var back = AvailabilityChanges.Between(new(other, Noon), new(one, Noon), Soon);
            return Places(there, AvailabilityChangeKind.Added).SetEquals(Places(back, AvailabilityChangeKind.Removed))
                && Places(there, AvailabilityChangeKind.PriceChanged).SetEquals(Places(back, AvailabilityChangeKind.PriceChanged));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Of_each_place_at_most_one_thing_of_a_kind_is_told() =>
        Prop.ForAll(Lists.ToArbitrary(), Lists.ToArbitrary(), (one, other) =>
        {
            var changes = AvailabilityChanges.Between(new(one, Noon), new(other, Noon.AddDays(1)), Soon);
            return changes.DistinctBy(change => (change.Kind, PlaceOf(change.Offer))).Count() == changes.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_second_source_or_quality_of_what_is_there_is_no_change() =>
        Assert.Empty(Changes([Netflix()], [Netflix(), Netflix(source: "tmdb"), Netflix(quality: "4k")]));

    [Fact]
    public void A_title_that_comes_is_told_with_the_best_sources_offer()
    {
        var change = Assert.Single(Changes([], [Netflix(source: "tmdb"), Netflix(source: "justwatch")]));
        Assert.Equal((AvailabilityChangeKind.Added, "justwatch", Noon), (change.Kind, change.Offer.Source, change.EffectiveAt));
    }

    [Fact]
    public void A_title_that_is_gone_is_told_as_it_was()
    {
        var change = Assert.Single(Changes([Netflix(3.99m)], []));
        Assert.Equal((AvailabilityChangeKind.Removed, 3.99m, Noon), (change.Kind, change.Offer.Price, change.EffectiveAt));
    }

    [Fact]
    public void A_new_price_is_told_with_the_old_one()
    {
        var change = Assert.Single(Changes([Netflix(3.99m)], [Netflix(4.99m)]));
        Assert.Equal((AvailabilityChangeKind.PriceChanged, 3.99m, 4.99m), (change.Kind, change.PriceBefore, change.Offer.Price));
    }

    [Fact]
    public void Prices_of_two_sources_are_not_held_against_each_other() =>
        Assert.Empty(Changes([Netflix(3.99m, source: "tmdb")], [Netflix(3.99m, source: "tmdb"), Netflix(4.99m, source: "justwatch")]));

    [Fact]
    public void What_is_offered_at_a_higher_price_too_costs_no_more_than_before()
    {
        Assert.Empty(Changes([Netflix(3.99m)], [Netflix(3.99m), Netflix(4.99m)]));
        Assert.Single(Changes([Netflix(3.99m), Netflix(4.99m)], [Netflix(4.99m)]));
    }

    [Fact]
    public void What_will_leave_is_told_once_when_it_is_soon_and_again_when_the_day_changes()
    {
        var leaving = Netflix(leavesAt: Noon.AddDays(10));
        Assert.Empty(Changes([Netflix()], [leaving]));
        AvailabilityState far = new([leaving], Noon), near = new([leaving], Noon.AddDays(3));
        Assert.Equal((AvailabilityChangeKind.Expiring, Noon.AddDays(10)), AvailabilityChanges.Between(far, near, Soon).Select(change => (change.Kind, change.EffectiveAt)).Single());
        Assert.Empty(AvailabilityChanges.Between(near, near with { At = near.At.AddDays(1) }, Soon));
        Assert.Single(AvailabilityChanges.Between(near, near with { Offers = [Netflix(leavesAt: Noon.AddDays(9))] }, Soon));
    }

    [Fact]
    public void Time_alone_brings_what_was_announced_and_takes_what_was_to_leave()
    {
        Offer[] offers = [Netflix() with { AvailableFrom = Noon.AddDays(1) }, Netflix(region: "DE", leavesAt: Noon.AddDays(1))];
        var changes = AvailabilityChanges.Between(new(offers, Noon), new(offers, Noon.AddDays(2)), Soon);
        Assert.Equal([(AvailabilityChangeKind.Removed, "DE", Noon.AddDays(1)), (AvailabilityChangeKind.Added, "US", Noon.AddDays(1))],
            changes.Select(change => (change.Kind, change.Offer.Region, change.EffectiveAt)));
    }

    [Fact]
    public void Seasons_come_and_go_apart()
    {
        var change = Assert.Single(Changes([Netflix(season: 1)], [Netflix(season: 1), Netflix(season: 2)]));
        Assert.Equal((AvailabilityChangeKind.Added, 2), (change.Kind, change.Offer.Season));
    }

    private static IReadOnlyList<AvailabilityChange> Changes(IReadOnlyList<Offer> before, IReadOnlyList<Offer> after) =>
        AvailabilityChanges.Between(new(before, Noon.AddDays(-1)), new(after, Noon), Soon);

    private static HashSet<(string, string, OfferKind, int?)> Places(IEnumerable<AvailabilityChange> changes, AvailabilityChangeKind kind) =>
        [.. changes.Where(change => change.Kind == kind).Select(change => PlaceOf(change.Offer))];

    private static (string, string, OfferKind, int?) PlaceOf(Offer offer) => (offer.Platform, offer.Region, offer.Kind, offer.Season);
}
