using MediaGateway.Domain.Alerts;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;

namespace MediaGateway.Tests.Domain.Alerts;

/// <summary>What between two looks at a title is worth an alert.</summary>
public sealed class AlertTests
{
    private const string Film = "imdb:tt0133093";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly WatchedServices Services = new(["netflix", "hulu"], "US");

    [Fact]
    public void What_was_there_at_the_first_look_has_not_arrived() => Assert.Empty(Look(0, Offer("netflix")).Since(null, Soon));

    [Fact]
    public void What_comes_and_goes_on_a_service_of_the_user_is_told()
    {
        var (without, with) = (Look(0), Look(1, Offer("netflix")));
        Assert.Equal([(AvailabilityChangeKind.Added, "netflix")], Kinds(with.Since(without, Soon)));
        Assert.Equal([(AvailabilityChangeKind.Removed, "netflix")], Kinds(Look(2).Since(with, Soon)));
        Assert.Empty(Look(2, Offer("netflix")).Since(with, Soon));
    }

    [Theory]
    [InlineData("max", "US", OfferKind.Subscription)]
    [InlineData("netflix", "DE", OfferKind.Subscription)]
    [InlineData("netflix", "US", OfferKind.Rent)]
    [InlineData("netflix", "US", OfferKind.Buy)]
    public void What_the_user_does_not_have_is_not_told(string platform, string region, OfferKind kind) =>
        Assert.Empty(Look(1, Offer(platform) with { Region = region, Kind = kind }).Since(Look(0), Soon));

    [Theory]
    [InlineData(OfferKind.Free)]
    [InlineData(OfferKind.Ads)]
    public void What_costs_nothing_is_told(OfferKind kind) => Assert.Single(Look(1, Offer("netflix") with { Kind = kind }).Since(Look(0), Soon));

    [Fact]
    public void Another_kind_of_offer_or_season_is_no_arrival_and_no_departure()
    {
        var before = Look(0, Offer("netflix") with { Season = 1 });
        Assert.Empty(Look(1, Offer("netflix") with { Season = 2, Kind = OfferKind.Ads }).Since(before, Soon));
    }

    [Fact]
    public void A_title_leaves_with_the_last_of_its_offers()
    {
        var first = Offer("netflix") with { Season = 1, LeavesAt = Now.AddDays(2) };
        Assert.Empty(Look(0, first, Offer("netflix") with { Season = 2 }).Since(null, Soon));
        var last = first with { Season = 2, LeavesAt = Now.AddDays(5) };
        Assert.Equal(Now.AddDays(5), Assert.Single(Look(0, first, last).Since(null, Soon)).EffectiveAt);
    }

    [Fact]
    public void What_leaves_is_told_when_it_is_soon_and_again_when_it_has_left()
    {
        var offer = Offer("netflix") with { LeavesAt = Now.AddDays(20) };
        var (early, soon, gone) = (Look(0, offer), Look(7, offer), Look(21, offer));
        Assert.Empty(early.Since(null, Soon));
        Assert.Equal([(AvailabilityChangeKind.Expiring, "netflix")], Kinds(soon.Since(early, Soon)));
        Assert.Empty(Look(8, offer).Since(soon, Soon));
        Assert.Equal(Now.AddDays(20), Assert.Single(gone.Since(soon, Soon)).EffectiveAt);
    }

    [Fact]
    public void What_a_new_service_or_another_region_has_did_not_arrive_there()
    {
        var before = SeenTitle.Of(Film, [Offer("netflix")], new WatchedServices(["netflix"], "US"), Now);
        Assert.Empty(Look(1, Offer("netflix"), Offer("hulu")).Since(before, Soon));
        var german = new WatchedServices(["netflix"], "DE");
        Assert.Empty(SeenTitle.Of(Film, [Offer("netflix") with { Region = "DE" }], german, Now.AddDays(1)).Since(before, Soon));
    }

    [Fact]
    public void What_a_service_had_that_is_no_longer_the_users_did_not_leave()
    {
        var before = Look(0, Offer("netflix"), Offer("hulu"));
        Assert.Empty(SeenTitle.Of(Film, [Offer("netflix")], new WatchedServices(["netflix"], "US"), Now.AddDays(1)).Since(before, Soon));
    }

    [Fact]
    public void A_departure_is_told_once_though_sources_differ_by_hours_and_anew_when_it_is_put_off()
    {
        var book = Leaving(AlertBook.Empty, Now.AddDays(5));
        Assert.Single(book.Alerts);
        Assert.Same(book.Alerts[0], Assert.Single(Leaving(book, Now.AddDays(5).AddHours(8)).Alerts));
        Assert.Equal(2, Leaving(book, Now.AddDays(9)).Alerts.Count);
    }

    [Fact]
    public void The_newest_hundred_are_kept_and_departures_that_are_over_forgotten()
    {
        var book = Leaving(AlertBook.Empty, Now.AddDays(1));
        for (var day = 2; day <= 150; day++)
        {
            book = book.With(Film, "The Matrix", Look(day, Offer("netflix")).Since(Look(day - 1), Soon), Now.AddDays(day));
        }

        Assert.Equal(Enumerable.Range(51, 100).Reverse().Select(number => (long)number), book.Alerts.Select(alert => alert.Number));
        Assert.Empty(book.Told);
    }

    private static AlertBook Leaving(AlertBook book, DateTimeOffset leavesAt) =>
        book.With(Film, "The Matrix", Look(0, Offer("netflix") with { LeavesAt = leavesAt }).Since(null, Soon), Now);

    private static SeenTitle Look(int day, params Offer[] offers) => SeenTitle.Of(Film, offers, Services, Now.AddDays(day));

    private static Offer Offer(string platform) => new() { Platform = platform, Region = "US", Kind = OfferKind.Subscription, Source = "justwatch" };

    private static IEnumerable<(AvailabilityChangeKind, string)> Kinds(IEnumerable<AvailabilityChange> changes) => changes.Select(change => (change.Kind, change.Offer.Platform));
}
