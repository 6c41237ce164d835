using System.Collections.Frozen;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Tmdb;

/// <summary>Maps what TMDb says of films and series.</summary>
/// <param name="at">When it said so.</param>
internal sealed class TmdbTitles(DateTimeOffset at)
{
    /// <summary>What the gateway calls it.</summary>
    public const string Source = "tmdb";

    private const string Pictures = "https://image.tmdb.org/t/p/";
    private const string PosterSize = "w500";
    private const string BackdropSize = "w1280";
    private const string Videos = "https://www.youtube.com/watch?v=";
    private const int MostActors = 20;
    private const decimal Scale = 10;

    // https://developer.themoviedb.org/reference/genre-movie-list and genre-tv-list: lists name genres by number only.
    private static readonly FrozenDictionary<long, string> Genres = new Dictionary<long, string>
    {
        [12] = "Adventure", [14] = "Fantasy", [16] = "Animation", [18] = "Drama", [27] = "Horror", [28] = "Action", [35] = "Comedy",
        [36] = "History", [37] = "Western", [53] = "Thriller", [80] = "Crime", [99] = "Documentary", [878] = "Science Fiction",
        [9648] = "Mystery", [10402] = "Music", [10749] = "Romance", [10751] = "Family", [10752] = "War", [10770] = "TV Movie",
        [10759] = "Action & Adventure", [10762] = "Kids", [10763] = "News", [10764] = "Reality", [10765] = "Sci-Fi & Fantasy",
        [10766] = "Soap", [10767] = "Talk", [10768] = "War & Politics",
    }.ToFrozenDictionary();

    /// <summary>An entry of a list; null where it is a person, a collection or a title that no one is to see.</summary>
    public static SourceRecord? OfListed(Payload entry) =>
        OfListed(entry, entry["media_type"].Text ?? (entry["first_air_date"].IsThere || entry["name"].IsThere ? "tv" : "movie"));

    /// <summary>What was found by an IMDb id. The entries do not repeat it, so it is added to them.</summary>
    public static IEnumerable<SourceRecord?> OfFound(Payload found, string imdb) =>
        found["movie_results"].Items.Select(entry => OfListed(entry, "movie"))
            .Concat(found["tv_results"].Items.Select(entry => OfListed(entry, "tv")))
            .OfType<SourceRecord>()
            .Select(title => title with { ExternalIds = new Dictionary<string, string>(title.ExternalIds, StringComparer.Ordinal) { ["imdb"] = imdb } });

    /// <summary>A title whole, with what was appended to it.</summary>
    public SourceRecord? OfDetails(Payload title, bool isSeries)
    {
        if (Base(title, isSeries) is not { } listed) return null;
        var ids = new Dictionary<string, string>(listed.ExternalIds, StringComparer.Ordinal);
        if ((title["imdb_id"].Text ?? title["external_ids"]["imdb_id"].Text) is { } imdb) ids["imdb"] = imdb;
        return listed with
        {
            ExternalIds = ids,
            Genres = title["genres"].Texts("name"),
            Keywords = [.. title["keywords"]["keywords"].Texts("name"), .. title["keywords"]["results"].Texts("name")],
            RuntimeMinutes = title["runtime"].Count is > 0 and var runtime ? runtime : title["episode_run_time"].Items.Select(time => time.Count).FirstOrDefault(time => time > 0),
            Seasons = title["number_of_seasons"].Count,
            Cast = [.. title["credits"]["cast"].Items.OrderBy(actor => actor["order"].Count ?? int.MaxValue).Select(actor => actor["name"].Text).OfType<string>().Take(MostActors)],
            Directors = [.. title["credits"]["crew"].Items.Where(one => one["job"].Text is "Director").Select(one => one["name"].Text).OfType<string>(), .. title["created_by"].Texts("name")],
            Trailers = [.. title["videos"]["results"].Items.Where(IsTrailer).Select(video => Videos + Uri.EscapeDataString(video["key"].Text!))],
            Availability = OffersOf(title["watch/providers"]["results"]),
        };
    }

    /// <summary>Where a title is to be had.</summary>
    /// <param name="countries">What there is, by country.</param>
    public IReadOnlyList<Offer> OffersOf(Payload countries) =>
        [.. countries.Members.SelectMany(country => OffersOf(country.Key, country.Value)).Distinct()];

    private static SourceRecord? OfListed(Payload entry, string kind)
    {
        if (kind is not ("movie" or "tv") || entry["adult"].Flag is true) return null;
        return Base(entry, kind is "tv") is { } title
            ? title with { Genres = [.. entry["genre_ids"].Items.Select(id => Genres.GetValueOrDefault(id.Whole ?? 0)).OfType<string>()] }
            : null;
    }

    private static SourceRecord? Base(Payload title, bool isSeries)
    {
        if (title[isSeries ? "name" : "title"].Text is not { } name || title["id"].Whole is not { } number) return null;
        var released = title[isSeries ? "first_air_date" : "release_date"].Day;
        return new SourceRecord
        {
            Source = Source,
            Title = name,
            Type = isSeries ? ContentType.Series : ContentType.Movie,
            OriginalTitle = title[isSeries ? "original_name" : "original_title"].Text is { } original && original != name ? original : null,
            Year = released?.Year,
            ReleaseDate = released,
            Overview = title["overview"].Text,
            Rating = title["vote_count"].Whole is > 0 ? title["vote_average"].Number / 2 : null,
            Ratings = title["vote_count"].Count is > 0 and var votes && title["vote_average"].Number is { } value ? [new SourceRating(Source, value, Scale, votes)] : [],
            Images = new ContentImages(PictureOf(title["poster_path"], PosterSize), PictureOf(title["backdrop_path"], BackdropSize)),
            ExternalIds = IdOf(number, isSeries),
        };
    }

    private static Dictionary<string, string> IdOf(long? number, bool isSeries) =>
        number is > 0 ? new Dictionary<string, string>(StringComparer.Ordinal) { [Source] = $"{(isSeries ? "tv" : "movie")}:{number}" } : [];

    private static string? PictureOf(Payload path, string size) => path.Text is { } text && text.StartsWith('/') ? Pictures + size + text : null;

    private static bool IsTrailer(Payload video) => video["site"].Text is "YouTube" && video["type"].Text is "Trailer" && video["key"].IsText;

    private IEnumerable<Offer> OffersOf(string region, Payload country)
    {
        (string Name, OfferKind Kind)[] kinds =
            [("flatrate", OfferKind.Subscription), ("rent", OfferKind.Rent), ("buy", OfferKind.Buy), ("free", OfferKind.Free), ("ads", OfferKind.Ads)];
        foreach (var (_, unknown) in country.Members.Where(member => member.Value.IsList && !kinds.Any(kind => kind.Name == member.Key))) unknown.NoteOffer();
        foreach (var (name, kind) in kinds)
        {
            foreach (var provider in country[name].Items)
            {
                if (PlatformNames.Find(provider["provider_name"].Text) is { } platform)
                {
                    yield return new Offer { Platform = platform, Region = region, Kind = kind, Source = Source, AsOf = at };
                }
                else
                {
                    provider["provider_name"].Note();
                }
            }
        }
    }
}
