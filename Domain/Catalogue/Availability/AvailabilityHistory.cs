namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>What the facts of a title add up to. All of them take the facts in the order in which they were written.</summary>
public static class AvailabilityHistory
{
    /// <summary>The offers that the facts leave standing, whatever their times say.</summary>
    public static IReadOnlyList<Offer> Standing(IEnumerable<AvailabilityFact> facts)
    {
        var last = new Dictionary<(string, OfferKey), AvailabilityFact>();
        foreach (var fact in facts) last[fact.Subject] = fact;
        return OffersOf(last.Values.Where(fact => fact.IsThere));
    }

    /// <summary>The offers that held on a day.</summary>
    /// <param name="facts">The facts of a title.</param>
    /// <param name="day">The day, in UTC.</param>
    /// <param name="region">Two capital letters; null for everywhere.</param>
    public static IReadOnlyList<Offer> On(IEnumerable<AvailabilityFact> facts, DateOnly day, string? region = null)
    {
        var held = new AvailabilityOnDay(day, region);
        foreach (var fact in facts) held.Take(fact);
        return held.Offers;
    }

    /// <summary>The offers of facts, in an order of their own; what is said twice, also under two ids, counts once.</summary>
    internal static IReadOnlyList<Offer> OffersOf(IEnumerable<AvailabilityFact> facts) =>
    [
        .. facts
            .Select(fact => fact.Offer with { AsOf = fact.Offer.AsOf ?? fact.SeenAt })
            .DistinctBy(offer => offer with { AsOf = null })
            .OrderBy(offer => offer.Platform, StringComparer.Ordinal)
            .ThenBy(offer => offer.Region, StringComparer.Ordinal)
            .ThenBy(offer => offer.Kind)
            .ThenBy(offer => offer.Season)
            .ThenBy(offer => offer.Quality, StringComparer.Ordinal)
            .ThenBy(offer => offer.Source, StringComparer.Ordinal)
            .ThenBy(OfferTerms.Of, OfferTerms.Order),
    ];
}
