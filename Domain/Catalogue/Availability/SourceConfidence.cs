namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>How far the sources can be relied on when they say where a title is to be had.</summary>
public static class SourceConfidence
{
    /// <summary>A platform about its own titles.</summary>
    public const double OwnWord = 1.0;

    /// <summary>Lists that somebody imported.</summary>
    public const double Imported = 0.5;

    // JustWatch is what this domain goes by; TMDb passes its data on, a day late and without terms.
    private static readonly Dictionary<string, double> Known = new(StringComparer.Ordinal)
    {
        ["justwatch"] = 0.95,
        ["streaming_availability"] = 0.9,
        ["watchmode"] = 0.85,
        ["tmdb"] = 0.8,
        ["gracenote"] = 0.75,
        [SourceName.Starter] = 0.3,
    };

    /// <summary>How far this offer can be relied on, from 0 to 1.</summary>
    public static double Of(Offer offer) =>
        offer.Source == offer.Platform ? OwnWord : Known.GetValueOrDefault(offer.Source, Imported);
}
