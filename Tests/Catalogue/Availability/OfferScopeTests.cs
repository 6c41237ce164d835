using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Catalogue.Availability;

/// <summary>Answers that tell of some of a source's offers.</summary>
public sealed class OfferScopeTests
{
    private static readonly Offer Sharp = Netflix(source: "watchmode", quality: "4k") with { DeepLink = "https://www.netflix.com/title/1", AsOf = Noon };
    private static readonly Offer Rented = Netflix(3.99m, source: "watchmode");
    private static readonly Offer Hulu = Netflix(source: "watchmode") with { Platform = "hulu" };

    [Fact]
    public void What_is_asked_of_one_platform_says_nothing_of_others() =>
        Assert.Equal([Hulu], Say(new OfferScope { Regions = ["US"], Platform = "netflix" }));

    [Fact]
    public void What_is_said_of_one_kind_of_offer_says_nothing_of_others() =>
        Assert.Equal([Hulu, Rented], Say(new OfferScope { Regions = ["US"], Platform = "netflix", Kind = OfferKind.Subscription }));

    [Fact]
    public void A_list_that_says_only_that_there_is_an_offer_leaves_the_terms_that_are_known_and_makes_them_new()
    {
        var scope = new OfferScope { Regions = ["US"], Platform = "netflix", Kind = OfferKind.Subscription, IsWithoutTerms = true };
        var listed = Netflix(source: "watchmode") with { AsOf = Noon.AddDays(1) };
        Assert.Equal([Hulu, Rented, Sharp with { AsOf = Noon.AddDays(1) }], Say(scope, listed));
        Assert.Equal([Hulu, Hulu with { Platform = "netflix", Region = "DE" }, Rented, Sharp], Say(scope with { Regions = ["DE"] }, Hulu with { Platform = "netflix", Region = "DE" }));
    }

    [Fact]
    public void What_was_not_understood_whole_ends_nothing_and_renews_what_it_names()
    {
        var scope = new OfferScope { Regions = ["US"], IsInPart = true };
        var sharper = Sharp with { AsOf = Noon.AddDays(1) };
        Assert.Equal([Hulu, Rented, sharper], Say(scope, sharper));
        Assert.Equal([sharper], Say(scope with { IsInPart = false }, sharper));
    }

    private static ContentId Id => ContentId.TryParse("imdb:tt0000001", out var id, out _) ? id : default;

    private static IEnumerable<Offer> Say(OfferScope scope, params Offer[] offers)
    {
        var known = ContentMerge.Create(Id, Record(Sharp, Rented, Hulu), Noon);
        return ContentMerge.Apply(known, Record(offers) with { OfferScope = scope }, gapsOnly: false, Noon).Content.Availability
            .OrderBy(offer => offer.Platform, StringComparer.Ordinal).ThenBy(offer => offer.Region, StringComparer.Ordinal).ThenByDescending(offer => offer.Kind);
    }

    private static SourceRecord Record(params Offer[] offers) => new() { Source = "watchmode", Title = "Heat", Availability = offers };
}
