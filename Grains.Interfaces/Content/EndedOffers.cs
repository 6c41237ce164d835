using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Grains.Interfaces.Content;

/// <summary>Titles that a platform has no longer, as one source sees it.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Region">Where.</param>
/// <param name="Kinds">The kinds of offer that the source tells of there.</param>
/// <param name="ContentIds">The titles, by any of their ids.</param>
/// <param name="Before">What the source has said at this time or later is not taken back.</param>
[GenerateSerializer, Immutable, Alias("mg.ended-offers")]
public sealed record EndedOffers(
    [property: Id(0)] string Source,
    [property: Id(1)] string Platform,
    [property: Id(2)] string Region,
    [property: Id(3)] IReadOnlyList<OfferKind> Kinds,
    [property: Id(4)] IReadOnlyList<string> ContentIds,
    [property: Id(5)] DateTimeOffset Before)
{
    /// <summary>Whether an offer of the source is gone by this.</summary>
    public bool Means(Offer offer) =>
        offer.Platform == Platform && offer.Region == Region && Kinds.Contains(offer.Kind) && !(offer.AsOf >= Before);
}
