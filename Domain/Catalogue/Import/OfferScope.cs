namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// Of which offers of its source a record tells all: what was named there before and is not named again is gone, and of
/// other offers it says nothing.
/// </summary>
[GenerateSerializer, Immutable, Alias("mg.offer-scope")]
public sealed record OfferScope
{
    /// <summary>The regions; null for all.</summary>
    [Id(0)] public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>The platform; null for all.</summary>
    [Id(1)] public string? Platform { get; init; }

    /// <summary>The kind of offer; null for all.</summary>
    [Id(2)] public OfferKind? Kind { get; init; }

    /// <summary>Whether it is only said that there is an offer, not on which terms: those that are known stay.</summary>
    [Id(3)] public bool IsWithoutTerms { get; init; }

    /// <summary>Whether not all of them were understood: then what is not named again stays.</summary>
    [Id(4)] public bool IsInPart { get; init; }

    /// <summary>Whether an offer is among them.</summary>
    public bool Covers(Offer offer) =>
        Regions?.Contains(offer.Region) is not false
        && (Platform is null || offer.Platform == Platform)
        && (Kind is null || offer.Kind == Kind);
}
