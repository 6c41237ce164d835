namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>
/// One entry of the availability ledger: from when it was seen, a source says of one offer that it is there, on these
/// terms, or that it is gone. Facts are only ever added; a later one of the same offer counts instead of an earlier one.
/// </summary>
/// <remarks>The order of facts is that in which they were written. Their times follow it as long as the clock does.</remarks>
[GenerateSerializer, Immutable, Alias("mg.availability-fact")]
public sealed record AvailabilityFact
{
    /// <summary>The id that the title had when this was written; another title may have taken it in since.</summary>
    [Id(0)] public required string ContentId { get; init; }

    /// <summary>What is said to be there or gone: platform, region, kind, season, price, quality, deep link, times and source.</summary>
    [Id(1)] public required Offer Offer { get; init; }

    /// <summary>Tells apart the offers of one source that agree in everything by which an offer is known; almost always 0.</summary>
    [Id(2)] public int Variant { get; init; }

    /// <summary>When the gateway learned of it.</summary>
    [Id(3)] public required DateTimeOffset SeenAt { get; init; }

    /// <summary>How far the source can be relied on, 0 to 1; see <see cref="SourceConfidence"/>.</summary>
    [Id(4)] public required double Confidence { get; init; }

    /// <summary>Whether it is there; false when it is gone, and the terms are then the last that were known.</summary>
    [Id(5)] public required bool IsThere { get; init; }

    /// <summary>From when it is said to be there, which may be before it was seen: a source knows since when it has had a title, and a list is of the day it was made.</summary>
    public DateTimeOffset SaidSince
    {
        get
        {
            var since = SeenAt;
            if (Offer.AvailableFrom < since) since = Offer.AvailableFrom.Value;
            return Offer.AsOf < since ? Offer.AsOf.Value : since;
        }
    }

    /// <summary>What the fact is about: facts with the same one follow each other.</summary>
    internal (string ContentId, OfferKey Offer) Subject => (ContentId, OfferKey.Of(Offer, Variant));
}
