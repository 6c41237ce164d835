using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Catalogue.Availability;

public sealed class AvailabilityFactsTests
{
    [Fact]
    public void Replaying_the_facts_gives_the_offers_after_each_change_whatever_the_times() =>
        Prop.ForAll(Lists.ListOf().ToArbitrary(), Gen.Choose(-1, 1).ToArbitrary(), (states, step) =>
        {
            // A clock that stands still or goes back must not change what is there in the end.
            var (facts, before) = (new List<AvailabilityFact>(), (IReadOnlyList<Offer>)[]);
            return states.Index().All(state =>
            {
                facts.AddRange(AvailabilityFacts.Between("mg:a", before, state.Item, Noon.AddHours(state.Index * step)));
                before = state.Item;
                return Said(AvailabilityHistory.Standing(facts)).SetEquals(Said(state.Item));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_is_said_again_adds_nothing_in_whatever_order_and_how_often_it_is_said() =>
        Prop.ForAll(Lists.ToArbitrary(), offers =>
        {
            IReadOnlyList<Offer> again = [.. offers.Concat(offers).Reverse().Select(offer => offer with { AsOf = Noon.AddDays(7) })];
            return AvailabilityFacts.Between("mg:a", offers, again, Noon).Count == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void No_fact_repeats_the_one_before_it_of_the_same_offer() =>
        Prop.ForAll(Lists.ListOf().ToArbitrary(), states =>
        {
            IReadOnlyList<Offer>[] all = [[], .. states];
            var facts = all.Zip(all.Skip(1)).SelectMany(change => AvailabilityFacts.Between("mg:a", change.First, change.Second, Noon));
            return facts.GroupBy(fact => fact.Subject).All(line => line.Zip(line.Skip(1)).All(pair =>
                pair.First.IsThere != pair.Second.IsThere || OfferTerms.Of(pair.First.Offer) != OfferTerms.Of(pair.Second.Offer)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_new_price_is_one_fact()
    {
        var fact = Assert.Single(AvailabilityFacts.Between("mg:a", [Netflix(3.99m), Netflix()], [Netflix(), Netflix(4.99m)], Noon));
        Assert.Equal((true, 4.99m, Noon, "mg:a"), (fact.IsThere, fact.Offer.Price, fact.SeenAt, fact.ContentId));
    }

    [Fact]
    public void What_is_gone_is_a_fact_with_the_last_known_terms()
    {
        var fact = Assert.Single(AvailabilityFacts.Between("mg:a", [Netflix(3.99m), Netflix()], [Netflix()], Noon));
        Assert.Equal((false, 3.99m), (fact.IsThere, fact.Offer.Price));
    }

    [Theory]
    [InlineData("netflix", 1.0)]
    [InlineData("justwatch", 0.95)]
    [InlineData("my-list", 0.5)]
    public void A_fact_says_how_far_its_source_can_be_relied_on(string source, double confidence) =>
        Assert.Equal(confidence, Assert.Single(AvailabilityFacts.Between("mg:a", [], [Netflix(source: source)], Noon)).Confidence);
}
