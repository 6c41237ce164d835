using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Tests.Catalogue.Availability;

/// <summary>Offers of so few platforms, sources and terms that they meet all the time.</summary>
internal static class SomeOffers
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What one title has at one time; an offer may be there twice, or several on different terms.</summary>
    public static Gen<IReadOnlyList<Offer>> Lists { get; } = OfferOf(timed: true).ListOf().Select(offers => (IReadOnlyList<Offer>)[.. offers.Take(8)]);

    /// <summary>The same, of offers that have no times of their own.</summary>
    public static Gen<IReadOnlyList<Offer>> TimelessLists { get; } = OfferOf(timed: false).ListOf().Select(offers => (IReadOnlyList<Offer>)[.. offers.Take(8)]);

    public static Offer Netflix(decimal? price = null, DateTimeOffset? leavesAt = null, string source = "justwatch", string region = "US", string? quality = null, int? season = null) => new()
    {
        Platform = "netflix",
        Region = region,
        Kind = price is null ? OfferKind.Subscription : OfferKind.Rent,
        Price = price,
        Currency = price is null ? null : "USD",
        LeavesAt = leavesAt,
        Source = source,
        Quality = quality,
        Season = season,
    };

    /// <summary>What a list says, whatever its order and whenever it was said.</summary>
    public static HashSet<Offer> Said(IEnumerable<Offer> offers) => [.. offers.Select(offer => offer with { AsOf = null })];

    private static Gen<Offer> OfferOf(bool timed) =>
        from platform in Gen.Elements("netflix", "hulu")
        from region in Gen.Elements("US", "DE")
        from kind in Gen.Elements(OfferKind.Subscription, OfferKind.Rent)
        from source in Gen.Elements("alpha", "tmdb")
        from season in Gen.Elements<int?>(null, null, 1)
        from quality in Gen.Elements(null, null, "hd")
        from price in Gen.Elements<decimal?>(null, 1m, 2m)
        from link in Gen.Elements(null, "https://example.org/a")
        from days in timed ? Gen.Elements<int?>(null, -40, -1, 0, 1, 40).Three() : Gen.Constant<int?>(null).Three()
        select new Offer
        {
            Platform = platform,
            Region = region,
            Kind = kind,
            Source = source,
            Season = season,
            Quality = quality,
            Price = price,
            Currency = price is null ? null : "USD",
            DeepLink = link,
            AvailableFrom = InDays(days.Item1),
            LeavesAt = InDays(days.Item2),
            AsOf = InDays(days.Item3),
        };

    private static DateTimeOffset? InDays(int? days) => days is { } count ? Noon.AddDays(count) : null;
}
