using System.Globalization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Watchmode;

/// <summary>Maps what Watchmode says of films and series. Anything in it but the number may be null.</summary>
/// <param name="region">The country that was asked about.</param>
/// <param name="at">When it said so.</param>
internal sealed class WatchmodeTitles(string region, DateTimeOffset at)
{
    /// <summary>What the gateway calls it.</summary>
    public const string Source = "watchmode";

    private const decimal UserScale = 10;
    private const decimal CriticScale = 100;
    private const decimal OurScale = 5;

    /// <summary>An entry of a search or a list; null where it is a person, or has no title.</summary>
    public static SourceRecord? OfListed(Payload entry)
    {
        if ((entry["name"].Text ?? entry["title"].Text) is not { } title) return null;
        if ((entry["result_type"].Text ?? entry["resultType"].Text) is not (null or "title") || entry["type"].Text is "person") return null;
        return new SourceRecord
        {
            Source = Source,
            SourceId = entry["id"].Text,
            Title = title,
            Type = TypeOf(entry),
            Year = entry["year"].Count,
            Images = new ContentImages(entry["image_url"].Text, null),
            ExternalIds = IdsOf(entry),
        };
    }

    /// <summary>An entry of a platform's catalogue: that it is there, and on subscription, is what was asked for.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="platform">The platform; null where all were asked for.</param>
    public SourceRecord? OfCatalogue(Payload entry, string? platform) => OfListed(entry) is not { } title ? null
        : platform is null ? title
        : title with
        {
            Availability = [new Offer { Platform = platform, Region = region, Kind = OfferKind.Subscription, Source = Source, AsOf = at }],
            OfferScope = new OfferScope { Platform = platform, Kind = OfferKind.Subscription, IsWithoutTerms = true },
        };

    /// <summary>A title whole, with its sources.</summary>
    public SourceRecord? OfDetails(Payload title)
    {
        if (OfListed(title) is not { } listed) return null;
        var rows = RowsOf(title["sources"]);
        var ids = new Dictionary<string, string>(listed.ExternalIds, StringComparer.Ordinal);
        OfferRow.AddIds(ids, rows);
        var (users, critics) = (RatingOf(title["user_rating"]), RatingOf(title["critic_score"]));
        return listed with
        {
            OriginalTitle = title["original_title"].Text is { } original && original != listed.Title ? original : null,
            ReleaseDate = title["release_date"].Day,
            Overview = title["plot_overview"].Text,
            Genres = title["genre_names"].Texts(),
            RuntimeMinutes = title["runtime_minutes"].Count is > 0 and var runtime ? runtime : null,
            Trailers = title["trailer"].Text is { } trailer ? [trailer] : [],
            Rating = users / UserScale * OurScale,
            Ratings = [.. Ratings(Source, users, UserScale), .. Ratings("watchmode_critics", critics, CriticScale)],
            Images = new ContentImages(title["posterLarge"].Text ?? title["posterMedium"].Text ?? title["poster"].Text, title["backdrop"].Text),
            ExternalIds = ids,
            Availability = OfferRow.Best(rows),
        };
    }

    /// <summary>Where a title is to be had.</summary>
    /// <param name="sources">The rows, one for each picture of each source.</param>
    public IReadOnlyList<OfferRow> RowsOf(Payload sources) => [.. sources.Items.Select(RowOf).OfType<OfferRow>()];

    private OfferRow? RowOf(Payload row)
    {
        if (KindOf(row["type"]) is not { } kind || WatchmodeSources.PlatformOf(row) is not { } platform) return null;

        // The addresses for apps are sentences in the free plan, and the web's open the apps as well.
        var link = PlatformLink.Read(row["web_url"], platform);
        return new OfferRow(
            new Offer
            {
                Platform = platform,
                Region = row["region"].Text?.ToUpperInvariant() ?? region,
                Kind = kind,
                Price = kind is OfferKind.Rent or OfferKind.Buy ? OfferRow.PriceOf(row["price"]) : null,
                Quality = OfferRow.QualityOf(row["format"]),
                DeepLink = link.Address,
                Source = Source,
                AsOf = at,
            },
            link);
    }

    private static OfferKind? KindOf(Payload type)
    {
        switch (type.Text)
        {
            case "sub": return OfferKind.Subscription;
            case "rent": return OfferKind.Rent;
            case "buy" or "purchase": return OfferKind.Buy;
            case "free": return OfferKind.Free;

            // For those who pay a cable company, which no offer says.
            case "tve": return null;
            default:
                type.NoteOffer();
                return null;
        }
    }

    private static ContentType? TypeOf(Payload entry)
    {
        switch (entry["type"].Text)
        {
            case "movie" or "tv_movie" or "short_film": return ContentType.Movie;
            case "tv_series" or "tv_miniseries": return ContentType.Series;
            case null: return null;

            // What is special may be either; TMDb has decided.
            case "tv_special": return entry["tmdb_type"].Text is "tv" ? ContentType.Series : ContentType.Movie;
            default:
                entry["type"].Note();
                return null;
        }
    }

    private static Dictionary<string, string> IdsOf(Payload title)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (title["imdb_id"].Text is { } imdb) ids["imdb"] = imdb;
        if (title["tmdb_id"].Whole is { } number && title["tmdb_type"].Text is { } type) ids["tmdb"] = string.Create(CultureInfo.InvariantCulture, $"{type}:{number}");
        return ids;
    }

    private static decimal? RatingOf(Payload rating) => rating.Number is > 0 and var value ? value : null;

    private static IEnumerable<SourceRating> Ratings(string source, decimal? value, decimal scale) => value is { } rating ? [new SourceRating(source, rating, scale, null)] : [];
}
