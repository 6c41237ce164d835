namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>What of an offer may change while it stays the same offer. When a source last said so is no part of it.</summary>
internal readonly record struct OfferTerms(decimal? Price, string? Currency, string? DeepLink, DateTimeOffset? AvailableFrom, DateTimeOffset? LeavesAt)
{
    /// <summary>An order of terms, for no other purpose than to have one.</summary>
    public static IComparer<OfferTerms> Order { get; } = Comparer<OfferTerms>.Create(static (left, right) =>
        Nullable.Compare(left.Price, right.Price) is not 0 and var byPrice ? byPrice
        : string.CompareOrdinal(left.Currency, right.Currency) is not 0 and var byCurrency ? byCurrency
        : string.CompareOrdinal(left.DeepLink, right.DeepLink) is not 0 and var byLink ? byLink
        : Nullable.Compare(left.AvailableFrom, right.AvailableFrom) is not 0 and var byStart ? byStart
        : Nullable.Compare(left.LeavesAt, right.LeavesAt));

    /// <summary>The terms of an offer.</summary>
    public static OfferTerms Of(Offer offer) => new(offer.Price, offer.Currency, offer.DeepLink, offer.AvailableFrom, offer.LeavesAt);
}
