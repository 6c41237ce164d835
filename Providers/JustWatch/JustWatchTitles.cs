using System.Collections.Frozen;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.JustWatch;

/// <summary>Maps what JustWatch says of films and series.</summary>
/// <param name="region">The country that was asked about.</param>
/// <param name="at">When it said so.</param>
internal sealed class JustWatchTitles(string region, DateTimeOffset at)
{
    /// <summary>What the gateway calls it.</summary>
    public const string Source = "justwatch";

    private const string Pictures = "https://images.justwatch.com";
    private const int MostActors = 20;

    private static readonly FrozenDictionary<string, string> Genres = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["act"] = "Action & Adventure", ["ani"] = "Animation", ["cmy"] = "Comedy", ["crm"] = "Crime", ["doc"] = "Documentary", ["drm"] = "Drama",
        ["eur"] = "Made in Europe", ["fml"] = "Kids & Family", ["fnt"] = "Fantasy", ["hrr"] = "Horror", ["hst"] = "History", ["msc"] = "Music & Musical",
        ["rly"] = "Reality TV", ["rma"] = "Romance", ["scf"] = "Science Fiction", ["spt"] = "Sport", ["trl"] = "Mystery & Thriller",
        ["war"] = "War & Military", ["wsn"] = "Western",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly JustWatchOffers _offers = new(region, at);

    /// <summary>Where a title is to be had.</summary>
    public IReadOnlyList<Offer> OffersOf(Payload node) => OfferRow.Best(_offers.Of(node));

    /// <summary>A title; null where it is none, or neither a film nor a series.</summary>
    public SourceRecord? Of(Payload node)
    {
        var content = node["content"];
        if (content["title"].Text is not { } title || TypeOf(node["objectType"]) is not { } type) return null;
        var rows = _offers.Of(node);
        var scoring = content["scoring"];
        var credits = node["people"]["credits"].Items.ToArray();
        return new SourceRecord
        {
            Source = Source,
            SourceId = node["id"].Text,
            Title = title,
            Type = type,
            OriginalTitle = content["originalTitle"].Text is { } original && original != title ? original : null,
            Year = content["originalReleaseYear"].Count,
            ReleaseDate = content["originalReleaseDate"].Day,
            Overview = content["shortDescription"].Text,
            Genres = [.. content["genres"].Items.Select(genre => GenreOf(genre["shortName"])).OfType<string>()],
            RuntimeMinutes = content["runtime"].Count is > 0 and var runtime ? runtime : null,
            Seasons = node["totalSeasonCount"].Count,
            Cast = [.. NamesOf(credits, "ACTOR").Take(MostActors)],
            Directors = [.. NamesOf(credits, "DIRECTOR")],
            Rating = (ScoreOf(scoring["imdbScore"]) ?? ScoreOf(scoring["tmdbScore"])) / 2,
            Ratings = [.. RatingsOf(scoring)],
            Images = new ContentImages(
                PictureOf(content["posterUrl"], "s718"),
                content["backdrops"].Items.Select(backdrop => PictureOf(backdrop["backdropUrl"], "s1920")).FirstOrDefault(address => address is not null)),
            ExternalIds = IdsOf(content["externalIds"], type, rows),
            Availability = OfferRow.Best(rows),
        };
    }

    private static ContentType? TypeOf(Payload type)
    {
        switch (type.Text?.ToUpperInvariant())
        {
            case "MOVIE": return ContentType.Movie;
            case "SHOW": return ContentType.Series;
            case "SHOW_SEASON" or "SHOW_EPISODE" or "SEASON" or "EPISODE": return null;
            default:
                type.Note();
                return null;
        }
    }

    private static string? GenreOf(Payload genre)
    {
        if (genre.Text is { } name && Genres.TryGetValue(name, out var known)) return known;
        genre.Note();
        return null;
    }

    private static IEnumerable<string> NamesOf(IEnumerable<Payload> credits, string role) =>
        credits.Where(credit => credit["role"].Text == role).Select(credit => credit["name"].Text).OfType<string>();

    private static decimal? ScoreOf(Payload score) => score.Number is > 0 and var value ? value : null;

    private static IEnumerable<SourceRating> RatingsOf(Payload scoring)
    {
        (string Source, string Field, decimal Scale, int? Votes)[] ratings =
        [
            ("imdb", "imdbScore", 10, scoring["imdbVotes"].Count is > 0 and var votes ? votes : null),
            ("tmdb", "tmdbScore", 10, null),
            ("rotten_tomatoes", "tomatoMeter", 100, null),
            (Source, "jwRating", 1, null),
        ];
        foreach (var (source, field, scale, count) in ratings)
        {
            if (ScoreOf(scoring[field]) is { } value) yield return new SourceRating(source, value, scale, count);
        }
    }

    // Addresses are paths with a place for the size and one for the format, filled or not.
    private static string? PictureOf(Payload path, string profile) => path.Text is not { } text ? null
        : (text.StartsWith('/') ? Pictures + text : text)
            .Replace("{profile}", profile, StringComparison.Ordinal)
            .Replace("{format}", "jpg", StringComparison.Ordinal);

    private static Dictionary<string, string> IdsOf(Payload elsewhere, ContentType type, IReadOnlyList<OfferRow> rows)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (elsewhere["imdbId"].Text is { } imdb) ids["imdb"] = imdb;
        if (elsewhere["tmdbId"].Text is { } tmdb) ids["tmdb"] = $"{(type is ContentType.Series ? "tv" : "movie")}:{tmdb}";
        OfferRow.AddIds(ids, rows);
        return ids;
    }
}
