using System.Globalization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>Episodes of which the catalogue knows only the series: what they are called, and which one follows.</summary>
public static class Episodes
{
    /// <summary>Takes the id of an episode apart; false where the id names none.</summary>
    /// <param name="id">The id, <c>netflix:80057281:s01e01</c>.</param>
    /// <param name="seriesId">The id of the series, <c>netflix:80057281</c>.</param>
    public static bool TryGetSeries(string id, out string seriesId)
    {
        seriesId = EpisodeSuffix.Without(id);
        return seriesId.Length < id.Length;
    }

    /// <summary>The id of an episode, by that of its series.</summary>
    /// <param name="seriesId">Any id of the series.</param>
    /// <param name="episodeId">Any id of the episode that ends in season and number.</param>
    public static string IdOf(string seriesId, string episodeId) => seriesId + episodeId[EpisodeSuffix.Without(episodeId).Length..];

    /// <summary>What an episode is called that has no title of its own: <c>Stranger Things S01E01</c>.</summary>
    public static string TitleOf(string series, string episodeId) =>
        EpisodeSuffix.Find(episodeId) is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"{series} S{number.Season:D2}E{number.Episode:D2}")
            : series;

    /// <summary>What is known of an episode by its series.</summary>
    public static Content Of(Content series, string episodeId) => series with
    {
        ContentId = IdOf(series.ContentId, episodeId),
        Type = ContentType.Episode,
        Title = TitleOf(series.Title, episodeId),
        OriginalTitle = null,
        Seasons = null,
        ReleaseDate = null,
        Aliases = null,
        Availability = OffersOf(series.Availability, episodeId),
    };

    /// <summary>Which offers of a series have an episode: those of its season, and those of the whole series.</summary>
    public static IReadOnlyList<Offer> OffersOf(IReadOnlyList<Offer> offers, string episodeId) =>
        EpisodeSuffix.Find(episodeId) is { } number && offers.Any(offer => offer.Season is not null)
            ? [.. offers.Where(offer => offer.Season is null || offer.Season == number.Season)]
            : offers;

    /// <summary>The ids that the episode after this one may have: the next of its season, then the first of the next season.</summary>
    /// <param name="ids">All ids of the episode; those that do not end in season and number say nothing.</param>
    public static IEnumerable<string> NextOf(IEnumerable<string> ids)
    {
        var numbered = ids.Select(id => (Series: EpisodeSuffix.Without(id), Number: EpisodeSuffix.Find(id))).Where(id => id.Number is not null).ToList();
        return
        [
            .. numbered.Select(id => id.Series + EpisodeSuffix.Of(id.Number!.Value.Season, id.Number.Value.Episode + 1)),
            .. numbered.Select(id => id.Series + EpisodeSuffix.Of(id.Number!.Value.Season + 1, 1)),
        ];
    }
}
