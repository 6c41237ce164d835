namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>Where a title is to be had at one time.</summary>
/// <param name="Offers">The offers as they are known then.</param>
/// <param name="At">The time: an offer that is yet to come or has left by then is not there.</param>
public sealed record AvailabilityState(IReadOnlyList<Offer> Offers, DateTimeOffset At)
{
    /// <summary>What is there, by platform, region, kind and season: several sources and qualities are one thing to a person.</summary>
    internal Dictionary<(string Platform, string Region, OfferKind Kind, int? Season), List<Offer>> There() => Offers
        .Where(offer => !(offer.AvailableFrom > At) && !(offer.LeavesAt <= At))
        .GroupBy(offer => (offer.Platform, offer.Region, offer.Kind, offer.Season))
        .ToDictionary(group => group.Key, group => group
            .OrderByDescending(SourceConfidence.Of)
            .ThenBy(offer => offer.Source, StringComparer.Ordinal)
            .ThenBy(offer => offer.Quality, StringComparer.Ordinal)
            .ThenBy(OfferTerms.Of, OfferTerms.Order)
            .ToList());
}
