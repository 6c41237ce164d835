using System.Globalization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Tests.Integration.Storage;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;
using static MediaGateway.Tests.Integration.Catalogue.LedgerData;

namespace MediaGateway.Tests.Integration.Catalogue;

/// <summary>What the availability ledger says of titles that leave.</summary>
public sealed class LeavingTitlesTests : IAsyncLifetime
{
    private StorageHost _host = null!;

    private IAvailabilityLedger Ledger => _host.Get<IAvailabilityLedger>();

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_leaves_a_region_comes_the_soonest_first_and_page_by_page()
    {
        await WriteAsync([.. Enumerable.Range(0, 25).Select(number =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"t{number:00}");
            return Title(id, 0) with { Facts = There(id, Netflix(leavesAt: Noon.AddDays(1 + (number % 5))), Netflix(region: "DE", leavesAt: Noon.AddDays(1))) };
        })]);

        var (pages, next) = (new List<LeavingPage>(), (LeavingPosition?)null);
        do
        {
            pages.Add(await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(4), 6, next), default));
            next = pages[^1].HasMore ? pages[^1].Offers[^1].Position : null;
        }
        while (next is not null);

        var all = pages.SelectMany(page => page.Offers).ToList();
        Assert.All(pages, page => Assert.Equal(20, page.Total));
        Assert.Equal(all.OrderBy(offer => offer.Position.LeavesAt).ThenBy(offer => offer.Position.ContentId, StringComparer.Ordinal).Select(offer => offer.Position), all.Select(offer => offer.Position));
        Assert.Equal((4, 20, "t00"), (pages.Count, all.Distinct().Count(), ContentDocument.Read(all[0].Document.Span).Title));
        var beyond = await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(4), 6, all[^1].Position), default);
        Assert.Equal((0, 20, false), (beyond.Offers.Count, beyond.Total, beyond.HasMore));
    }

    [Fact]
    public async Task What_is_gone_or_stays_longer_or_was_taken_in_does_not_leave()
    {
        Offer leaving = Netflix(leavesAt: Noon.AddDays(3)), longer = Netflix(leavesAt: Noon.AddDays(300));
        await WriteAsync(
            Title("gone", 0) with { Facts = [.. There("gone", leaving), .. AvailabilityFacts.Between("gone", [leaving], [], Noon)] },
            Title("longer", 0) with { Facts = [.. There("longer", leaving), .. AvailabilityFacts.Between("longer", [leaving], [longer], Noon)] },
            Title("back", 0) with { Facts = [.. There("back", longer), .. AvailabilityFacts.Between("back", [longer], [leaving], Noon)] },
            Title("taken", 0) with { Facts = There("taken", leaving) });
        await WriteAsync(Title("by", 0) with { Absorbs = [new AbsorbedRow("taken", 4)], Facts = AvailabilityFacts.Between("taken", [leaving], [], Noon) });
        Assert.Equal(["back"], await LeavingAsync());
    }

    [Fact]
    public async Task Of_several_sources_the_one_that_can_be_relied_on_most_says_when_a_title_leaves()
    {
        await WriteAsync(Title("a", 0) with { Facts = There("a", Netflix(leavesAt: Noon.AddDays(1), source: "my-list"), Netflix(leavesAt: Noon.AddDays(2)), Netflix(leavesAt: Noon.AddDays(3), quality: "hd", source: "tmdb")) });
        var leaving = Assert.Single((await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(30), 10, null), default)).Offers);
        Assert.Equal(new LeavingPosition(Noon.AddDays(2), "a", "netflix", OfferKind.Subscription, null), leaving.Position);
    }

    [Fact]
    public async Task Seasons_and_terms_leave_one_by_one()
    {
        var at = Noon.AddDays(1);
        await WriteAsync(Title("a", 0) with { Facts = There("a", Netflix(leavesAt: at), Netflix(leavesAt: at, season: 0), Netflix(leavesAt: at, season: 2), Netflix(1m, at)) });
        var page = await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, at, 10, null), default);
        Assert.Equal([(OfferKind.Rent, null), (OfferKind.Subscription, null), (OfferKind.Subscription, 0), (OfferKind.Subscription, (int?)2)], page.Offers.Select(offer => (offer.Position.Kind, offer.Position.Season)));
    }

    private async Task WriteAsync(params CatalogueWrite[] writes) => Assert.True(await _host.Get<ICatalogueStore>().WriteAsync(writes, default));

    private async Task<IEnumerable<string>> LeavingAsync() =>
        (await Ledger.ReadLeavingAsync(new LeavingQuery("US", Noon, Noon.AddDays(30), 10, null), default)).Offers.Select(offer => offer.Position.ContentId);
}
