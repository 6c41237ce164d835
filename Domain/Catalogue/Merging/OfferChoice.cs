namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// Whose word counts on where a title is to be had, for each platform in each region: JustWatch's where it has spoken, else
/// the newest; between equally new ones the better ranked source's.
/// </summary>
public static class OfferChoice
{
    private const string Authority = "justwatch";

    /// <summary>Of offers that several sources gave, those of the sources whose word counts, by source.</summary>
    public static IReadOnlyList<Offer> Among(IEnumerable<Offer> offers) =>
    [
        .. offers
            .GroupBy(offer => (offer.Platform, offer.Region))
            .SelectMany(alike => alike.Where(offer => offer.Source == SpeakerOf(alike)))
            .OrderBy(offer => offer.Source, StringComparer.Ordinal)
            .ThenBy(offer => offer.Platform, StringComparer.Ordinal)
            .ThenBy(offer => offer.Region, StringComparer.Ordinal),
    ];

    /// <summary>The offers of a title, from what is said of it.</summary>
    internal static IReadOnlyList<Offer> Of(IReadOnlyList<TitleStatement> statements)
    {
        var speakers = statements.Where(statement => statement.Availability is not null).ToList();
        return speakers.Count switch
        {
            0 => [],
            1 => speakers[0].Availability!,
            _ => Among(speakers.SelectMany(speaker => speaker.Availability!)),
        };
    }

    private static string SpeakerOf(IEnumerable<Offer> offers)
    {
        // MaxBy keeps the first of equals, which is the best ranked.
        var bySource = offers.GroupBy(offer => offer.Source, StringComparer.Ordinal).OrderBy(said => said.Key, SourceName.BestFirst).ToList();
        return (bySource.Find(said => said.Key == Authority) ?? bySource.MaxBy(said => said.Max(offer => offer.AsOf) ?? DateTimeOffset.MinValue)!).Key;
    }
}
