namespace MediaGateway.Domain.Catalogue;

/// <summary>What others think of a title, on their own scale.</summary>
/// <param name="Source">Whose rating it is.</param>
/// <param name="Value">The rating, 0 to <paramref name="Scale"/>.</param>
/// <param name="Scale">The best there is.</param>
/// <param name="Votes">How many gave one; null where unknown.</param>
[GenerateSerializer, Immutable, Alias("mg.source-rating")]
public sealed record SourceRating(
    [property: Id(0)] string Source,
    [property: Id(1)] decimal Value,
    [property: Id(2)] decimal Scale,
    [property: Id(3)] int? Votes);
