using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.StreamingAvailability;

/// <summary>Maps what the API says of films and series, in version 4 and before.</summary>
/// <param name="at">When it said so.</param>
internal sealed class StreamingAvailabilityTitles(DateTimeOffset at)
{
    /// <summary>What the gateway calls it.</summary>
    public const string Source = "streaming_availability";

    private const decimal Scale = 100;
    private const decimal OurScale = 5;

    private static readonly string[] PosterWidths = ["w480", "w600", "w720", "w360", "w240"];
    private static readonly string[] BackdropWidths = ["w1440", "w1080", "w720", "w480", "w360"];
    private static readonly string[] OlderWidths = ["500", "780", "1280", "original", "342", "300"];

    private readonly StreamingAvailabilityOffers _offers = new(at);

    /// <summary>The shows of an answer: bare as a search by title has them, in a page, or in the <c>result</c> of older versions.</summary>
    public static IEnumerable<Payload> ShowsIn(Payload answer)
    {
        if (answer.IsList) return answer.Items;
        if (answer["shows"].IsThere) return answer["shows"].Items;
        var result = answer["result"];
        return result.IsThere && !result.IsObject ? result.Items : [result.IsObject ? result : answer];
    }

    /// <summary>A show; null where it has no title, or is a season or an episode.</summary>
    public SourceRecord? Of(Payload show)
    {
        if (show["title"].Text is not { } title || show["itemType"].Text is not (null or "show")) return null;
        var rows = _offers.Of(show);
        var rating = RatingOf(show["rating"]);
        var imdbRating = RatingOf(show["imdbRating"]);
        return new SourceRecord
        {
            Source = Source,
            SourceId = show["id"].Text,
            Title = title,
            Type = TypeOf(show),
            OriginalTitle = show["originalTitle"].Text is { } original && original != title ? original : null,
            Year = show["releaseYear"].Count ?? show["firstAirYear"].Count ?? show["year"].Count,
            Overview = show["overview"].Text,
            Genres = show["genres"].Texts("name"),
            Cast = show["cast"].Texts(),
            Directors = [.. show["directors"].Texts(), .. show["creators"].Texts()],
            RuntimeMinutes = show["runtime"].Count,
            Seasons = show["seasonCount"].Count,
            Rating = (rating ?? imdbRating) * OurScale / Scale,
            Ratings = [.. Ratings(Source, rating), .. Ratings("imdb", imdbRating)],
            Images = ImagesOf(show),
            Trailers = show["youtubeTrailerVideoLink"].Text is { } trailer ? [trailer] : [],
            ExternalIds = IdsOf(show, rows),
            Availability = OfferRow.Best(rows),
        };
    }

    /// <summary>Where a show is to be had.</summary>
    public IReadOnlyList<Offer> OffersOf(Payload show) => OfferRow.Best(_offers.Of(show));

    /// <summary>The shows that the changes are about, with the offers that leave.</summary>
    /// <param name="answer">Changes, and the shows they are about.</param>
    /// <param name="region">The country that was asked about.</param>
    /// <param name="until">Up to when something may leave to be told of.</param>
    public Mapped OfChanges(Payload answer, string region, DateTimeOffset until)
    {
        var changes = answer["changes"].Items
            .Where(change => change["itemType"].Text is null or "show" && change["changeType"].Text is null or "expiring")
            .Select(change => (Show: change["showId"].Text, Row: _offers.OfChange(change, region)))
            .Where(change => change.Show is not null && change.Row?.Offer.LeavesAt is not null)
            .ToLookup(change => change.Row!.Offer.LeavesAt <= until);
        var shows = answer["shows"].IsList
            ? answer["shows"].Items.Select(show => KeyValuePair.Create(show["id"].Text ?? "", show))
            : answer["shows"].Members;
        var byId = shows.DistinctBy(show => show.Key).ToDictionary(show => show.Key, show => show.Value, StringComparer.Ordinal);
        var titles = changes[true].GroupBy(change => change.Show!, StringComparer.Ordinal)
            .Select(group => byId.TryGetValue(group.Key, out var show) && Of(show) is { } title ? Leaving(title, [.. group.Select(change => change.Row!.Offer)]) : null);

        // They come in the order in which they leave, so nothing behind the first that is too late is asked for.
        return new Mapped([.. titles], changes[false].Any() ? null : CursorIn(answer));
    }

    /// <summary>Where the next page begins; null at the end. The API gives a cursor for the last page, too.</summary>
    public static string? CursorIn(Payload answer) => answer["hasMore"].Flag is true ? answer["nextCursor"].Text : null;

    private static SourceRecord Leaving(SourceRecord title, IReadOnlyList<Offer> leaving)
    {
        var known = title.Availability.Select(offer => leaving.FirstOrDefault(change => IsSame(change, offer)) is { } change ? offer with { LeavesAt = change.LeavesAt } : offer);
        return title with { Availability = [.. known, .. leaving.Where(change => !title.Availability.Any(offer => IsSame(change, offer))).Distinct()] };
    }

    private static bool IsSame(Offer change, Offer offer) =>
        change.Platform == offer.Platform && change.Region == offer.Region && change.Kind == offer.Kind;

    private static ContentType? TypeOf(Payload show)
    {
        var type = show["showType"].IsThere ? show["showType"] : show["type"];
        switch (type.Text)
        {
            case "movie": return ContentType.Movie;
            case "series": return ContentType.Series;
            default:
                type.Note();
                return null;
        }
    }

    // Nobody rates anything nought: it stands for no rating.
    private static decimal? RatingOf(Payload rating) => rating.Number is > 0 and <= Scale and var value ? value : null;

    private static IEnumerable<SourceRating> Ratings(string source, decimal? value) => value is { } rating ? [new SourceRating(source, rating, Scale, null)] : [];

    private static ContentImages ImagesOf(Payload show)
    {
        var set = show["imageSet"];
        return new ContentImages(
            PictureOf(set["verticalPoster"], PosterWidths) ?? PictureOf(show["posterURLs"], OlderWidths),
            PictureOf(set["horizontalPoster"], BackdropWidths) ?? PictureOf(set["horizontalBackdrop"], BackdropWidths) ?? PictureOf(show["backdropURLs"], OlderWidths));
    }

    private static string? PictureOf(Payload picture, string[] widths) => widths.Select(width => picture[width].Text).FirstOrDefault(address => address is not null);

    private static Dictionary<string, string> IdsOf(Payload show, IReadOnlyList<OfferRow> rows)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (show["imdbId"].Text is { } imdb) ids["imdb"] = imdb;
        if (show["tmdbId"].Text is { } tmdb) ids["tmdb"] = tmdb.Contains('/', StringComparison.Ordinal) ? tmdb.Replace('/', ':') : $"{(TypeOf(show) is ContentType.Series ? "tv" : "movie")}:{tmdb}";
        OfferRow.AddIds(ids, rows);
        return ids;
    }
}
