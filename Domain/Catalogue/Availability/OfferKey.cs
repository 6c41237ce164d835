namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>By what an offer is known while its terms (price, times, link) change.</summary>
internal readonly record struct OfferKey(string Source, string Platform, string Region, OfferKind Kind, int? Season, string? Quality, int Variant)
{
    /// <summary>The key of an offer.</summary>
    public static OfferKey Of(Offer offer, int variant) =>
        new(offer.Source, offer.Platform, offer.Region, offer.Kind, offer.Season, offer.Quality, variant);

    /// <summary>
    /// Offers by their keys. Those that say the same count once; those that differ only in their terms are numbered in an
    /// order of those terms, so that the order of the list does not matter.
    /// </summary>
    public static Dictionary<OfferKey, Offer> Index(IReadOnlyList<Offer> offers)
    {
        var byKey = new Dictionary<OfferKey, Offer>(offers.Count);
        foreach (var alike in offers.GroupBy(offer => Of(offer, variant: 0)))
        {
            var variant = 0;
            foreach (var offer in alike.DistinctBy(OfferTerms.Of).OrderBy(OfferTerms.Of, OfferTerms.Order))
            {
                byKey.Add(alike.Key with { Variant = variant++ }, offer);
            }
        }

        return byKey;
    }
}
