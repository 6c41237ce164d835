using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Catalogue.Availability;

public sealed class AvailabilityEventsTests
{
    [Fact]
    public void What_is_announced_is_told_at_once_with_the_time_from_which_it_is_there()
    {
        var offer = Netflix() with { AvailableFrom = Noon.AddDays(9), AsOf = Noon };
        var told = Assert.Single(AvailabilityEvents.Of([], Facts([], [offer])));
        Assert.Equal((AvailabilityChangeKind.Added, Noon.AddDays(9), offer), (told.Kind, told.EffectiveAt, told.Offer));
        Assert.Empty(AvailabilityEvents.Of(Facts([], [offer]), Facts([offer], [offer with { DeepLink = "https://example.org/a" }], Noon.AddDays(1))));
    }

    [Fact]
    public void What_leaves_is_told_as_soon_as_it_is_known_and_is_removed_with_the_time_when_it_left()
    {
        Offer[] first = [Netflix()], second = [Netflix(leavesAt: Noon.AddDays(90))];
        var known = Facts([], first);
        var told = Facts(first, second, Noon.AddDays(1));
        var expiring = Assert.Single(AvailabilityEvents.Of(known, told));
        Assert.Equal((AvailabilityChangeKind.Expiring, Noon.AddDays(90)), (expiring.Kind, expiring.EffectiveAt));
        var removed = Assert.Single(AvailabilityEvents.Of([.. known, .. told], Facts(second, [], Noon.AddDays(91))));
        Assert.Equal((AvailabilityChangeKind.Removed, Noon.AddDays(90)), (removed.Kind, removed.EffectiveAt));
    }

    [Fact]
    public void What_a_second_source_says_as_well_is_no_event()
    {
        Offer[] first = [Netflix()];
        Assert.Empty(AvailabilityEvents.Of(Facts([], first), Facts(first, [.. first, Netflix(source: "tmdb")], Noon.AddDays(1))));
    }

    [Fact]
    public void What_a_silo_writes_whose_clock_is_behind_brings_nothing_back_that_had_left()
    {
        Offer[] first = [Netflix(leavesAt: Noon.AddMinutes(2))], second = [.. first, Netflix(region: "DE")], third = [.. second, Netflix(region: "FR")];
        var known = Facts([], first);
        var ahead = Facts(first, second, Noon.AddMinutes(3));
        Assert.Equal(["Removed US", "Added DE"], Told(known, ahead));
        var behind = Facts(second, third, Noon.AddMinutes(1));
        Assert.Equal(["Added FR"], Told([.. known, .. ahead], behind));
        Assert.Equal(["Removed FR"], Told([.. known, .. ahead, .. behind], Facts(third, second, Noon.AddMinutes(4))));
    }

    private static IEnumerable<string> Told(IReadOnlyList<AvailabilityFact> before, IReadOnlyList<AvailabilityFact> facts) =>
        AvailabilityEvents.Of(before, facts).Select(change => $"{change.Kind} {change.Offer.Region}");

    private static IReadOnlyList<AvailabilityFact> Facts(IReadOnlyList<Offer> before, IReadOnlyList<Offer> after, DateTimeOffset? at = null) =>
        AvailabilityFacts.Between("a", before, after, at ?? Noon);
}
