namespace MediaGateway.Domain.Discovery;

/// <summary>What filters ask for, written as words that no text can contain.</summary>
internal static class Facets
{
    private const string GenreMark = "\u0001g:";
    private const string PlatformMark = "\u0001p:";
    private const string RegionMark = "\u0001r:";
    private const string OfferMark = "\u0001o:";

    /// <summary>The word for a genre, whatever its case.</summary>
    public static string Genre(string genre) => GenreMark + Fold(genre);

    /// <summary>The word for being had on a platform anywhere, in a region on any platform, or on that platform in that region.</summary>
    public static string Offer(string? platform, string? region) => (platform, region) switch
    {
        ({ } name, null) => PlatformMark + Fold(name),
        (null, { } place) => RegionMark + Fold(place),
        _ => OfferMark + Fold(platform ?? "") + "@" + Fold(region ?? ""),
    };

    /// <summary>All words of a title.</summary>
    public static IEnumerable<string> Of(IndexedTitle title)
    {
        foreach (var genre in title.Genres) yield return Genre(genre);
        foreach (var offer in title.Offers)
        {
            yield return Offer(offer.Platform, null);
            if (offer.Region is null) continue;
            yield return Offer(null, offer.Region);
            yield return Offer(offer.Platform, offer.Region);
        }
    }

    private static string Fold(string value) => value.Trim().ToLowerInvariant();
}
