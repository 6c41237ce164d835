namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// Whose word counts on where a title is to be had, for each platform in each region: JustWatch's where it has spoken, else
/// the newest; between equally new ones the better ranked source's.
/// </summary>
internal static class OfferChoice
{
    private const string Authority = "justwatch";

    /// <summary>The offers of the sources whose word counts, by source.</summary>
    /// <param name="statements">What is said, the best ranked source first.</param>
    public static IReadOnlyList<Offer> Of(IReadOnlyList<TitleStatement> statements)
    {
        var speakers = statements.Where(statement => statement.Availability is not null).ToList();
        if (speakers.Count < 2) return speakers.Count == 0 ? [] : speakers[0].Availability!;
        return
        [
            .. speakers.SelectMany(speaker => speaker.Availability!)
                .GroupBy(offer => (offer.Platform, offer.Region))
                .SelectMany(offers => offers.Where(offer => offer.Source == SpeakerOf(offers)))
                .OrderBy(offer => offer.Source, StringComparer.Ordinal)
                .ThenBy(offer => offer.Platform, StringComparer.Ordinal)
                .ThenBy(offer => offer.Region, StringComparer.Ordinal),
        ];
    }

    private static string SpeakerOf(IEnumerable<Offer> offers)
    {
        // The groups are in the order of the sources, and MaxBy keeps the first of equals.
        var bySource = offers.GroupBy(offer => offer.Source, StringComparer.Ordinal).ToList();
        return (bySource.Find(said => said.Key == Authority) ?? bySource.MaxBy(said => said.Max(offer => offer.AsOf) ?? DateTimeOffset.MinValue)!).Key;
    }
}
