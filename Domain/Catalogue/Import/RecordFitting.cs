namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// Makes what a live source says fit the catalogue: what is beyond a limit is cut or left out, field by field, and the
/// rest stays. (An import by hand is told of its faults instead; a source cannot be told.)
/// </summary>
/// <remarks>Most titles leave most lists empty, which costs nothing here: whole catalogues come by.</remarks>
public static class RecordFitting
{
    private const int EllipsisLength = 1;

    /// <summary>The record as the catalogue takes it; null where it has no title, or none of its parts can be saved.</summary>
    public static SourceRecord? Fit(SourceRecord record)
    {
        if (TextOf(record.Title, ContentLimits.TitleLength) is not { } title)
        {
            return null;
        }

        var fitted = record with
        {
            Title = title,
            OriginalTitle = TextOf(record.OriginalTitle, ContentLimits.TitleLength),
            Overview = TextOf(record.Overview, ContentLimits.OverviewLength, lines: true),
            Artist = TextOf(record.Artist, ContentLimits.NameLength),
            Year = Within(record.Year, ContentLimits.FirstYear, ContentLimits.LastYear),
            ReleaseDate = Within(record.ReleaseDate?.Year, ContentLimits.FirstYear, ContentLimits.LastYear) is null ? null : record.ReleaseDate,
            RuntimeMinutes = Within(record.RuntimeMinutes, 1, ContentLimits.RuntimeMinutes),
            Seasons = Within(record.Seasons, 1, ContentLimits.Parts),
            Tracks = Within(record.Tracks, 1, ContentLimits.Parts),
            Rating = record.Rating is { } rating and >= 0 and <= 5 ? Math.Round(rating, 1, MidpointRounding.AwayFromZero) : null,
            Cast = Names(record.Cast, ContentLimits.Cast),
            Directors = Names(record.Directors, ContentLimits.ListItems),
            Genres = Names(record.Genres, ContentLimits.ListItems),
            Keywords = Names(record.Keywords, ContentLimits.ListItems),
            Trailers = record.Trailers.Count == 0 ? [] : [.. record.Trailers.Where(IsUrl).Distinct(StringComparer.Ordinal).Take(ContentLimits.ListItems)],
            Images = new ContentImages(UrlOf(record.Images.Poster), UrlOf(record.Images.Backdrop)),
            Ratings = record.Ratings.Count == 0 ? [] : [.. record.Ratings.Where(OfferRules.IsSound).DistinctBy(rating => rating.Source).Take(ContentLimits.Sources)],
            Availability = record.Availability.Count == 0 ? [] : [.. record.Availability.Select(Fit).Where(OfferRules.IsSound).Take(ContentLimits.Offers)],
            ExternalIds = record.ExternalIds
                .Where(id => RecordRules.IsExternalId(id.Key, id.Value))
                .Take(ContentLimits.Sources)
                .ToDictionary(StringComparer.Ordinal),
            SourceId = record.SourceId is { } id && RecordRules.IsExternalId(record.Source, id) ? id : null,
        };
        return RecordRules.FaultOf(fitted) is null ? fitted : null;
    }

    /// <summary>Whether an offer can become part of the catalogue.</summary>
    public static bool IsSound(Offer offer) => OfferRules.IsSound(offer);

    private static Offer Fit(Offer offer) => offer with
    {
        Quality = TextOf(offer.Quality, ContentLimits.NameLength),
        DeepLink = UrlOf(offer.DeepLink),
    };

    private static int? Within(int? value, int least, int most) => value >= least && value <= most ? value : null;

    private static bool IsUrl(string url) => UrlOf(url) is not null;

    private static string? UrlOf(string? url) => string.IsNullOrEmpty(url) || RecordRules.Url("", url) is not null ? null : url;

    private static string[] Names(IReadOnlyList<string> names, int most) =>
        names.Count == 0 ? [] : [.. names.Select(name => TextOf(name, ContentLimits.NameLength)).OfType<string>().Distinct(StringComparer.Ordinal).Take(most)];

    private static string? TextOf(string? text, int length, bool lines = false)
    {
        var clean = TextRules.Clean(text ?? "", lines).Trim();
        return clean.Length == 0 ? null
            : clean.Length <= length ? clean
            : string.Concat(TextRules.CutAt(clean, length - EllipsisLength), "…");
    }
}
