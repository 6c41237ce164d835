namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>What offers and ratings must keep to.</summary>
internal static class OfferRules
{
    private const decimal HighestPrice = 1_000_000_000;

    /// <summary>The first thing that is wrong with a list of offers; null when nothing is.</summary>
    public static string? FaultOf(IReadOnlyList<Offer> offers) =>
        RecordRules.Count("availability", offers.Count, ContentLimits.Offers)
        ?? offers.Select(FaultOf).FirstOrDefault(fault => fault is not null);

    /// <summary>The first thing that is wrong with a list of ratings; null when nothing is.</summary>
    public static string? RatingFault(IReadOnlyList<SourceRating> ratings) =>
        ratings.Count == 0 ? null
        : RecordRules.Count("ratings", ratings.Count, ContentLimits.Sources)
        ?? ratings.Select(RatingFault).FirstOrDefault(fault => fault is not null)
        ?? (ratings.DistinctBy(rating => rating.Source).Count() < ratings.Count ? "ratings names one source twice" : null);

    /// <summary>Whether nothing is wrong with an offer.</summary>
    public static bool IsSound(Offer offer) => FaultOf(offer) is null;

    /// <summary>Whether nothing is wrong with a rating.</summary>
    public static bool IsSound(SourceRating rating) => RatingFault(rating) is null;

    private static string? FaultOf(Offer offer) =>
        !SourceName.IsWellFormed(offer.Platform) ? "availability.platform must be 1 to 32 small letters, digits, - and _"
        : !AreCapitals(offer.Region, 2) ? "availability.region must be two capital letters"
        : offer.Price is < 0 or > HighestPrice ? "availability.price must be 0 to 1000000000"
        : offer.Season is < 0 or > ContentLimits.Parts ? "availability.season must be a whole number from 0 to 100000"
        : offer.Currency is not null && !AreCapitals(offer.Currency, 3) ? "availability.currency must be three capital letters"
        : RecordRules.Text("availability.quality", offer.Quality, ContentLimits.NameLength)
        ?? RecordRules.Text("availability.deep_link", offer.DeepLink, ContentLimits.UrlLength);

    private static string? RatingFault(SourceRating rating) =>
        !SourceName.IsWellFormed(rating.Source) ? "ratings.source must be 1 to 32 small letters, digits, - and _"
        : rating.Scale is <= 0 or > ContentLimits.RatingScale ? "ratings.scale must be more than 0 and at most 1000000"
        : rating.Value < 0 || rating.Value > rating.Scale ? "ratings.value must be 0 to its scale"
        : rating.Votes < 0 ? "ratings.votes must not be negative"
        : null;

    private static bool AreCapitals(string text, int count) =>
        text.Length == count && !text.AsSpan().ContainsAnyExceptInRange('A', 'Z');
}
