using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Imdb;

/// <summary>
/// Maps the JSON-LD of a title. Its texts are written for HTML, so each is decoded on its own, after the JSON around it was
/// read. One and many look alike: a single genre is a text, two are a list.
/// </summary>
internal static class ImdbTitles
{
    /// <summary>What the gateway calls it.</summary>
    public const string Source = "imdb";

    private const string Site = "https://www.imdb.com";
    private const string TitlePath = "/title/";
    private const decimal UsualScale = 10;
    private const decimal OurScale = 5;

    private static readonly FrozenDictionary<string, ContentType> Types = new Dictionary<string, ContentType>
    {
        ["Movie"] = ContentType.Movie, ["TVSeries"] = ContentType.Series, ["TVMiniSeries"] = ContentType.Series,
        ["TVSeason"] = ContentType.Season, ["TVEpisode"] = ContentType.Episode,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether something of a type is a title; people, lists and games are none.</summary>
    public static bool IsTitle(string type) => Types.ContainsKey(type);

    /// <summary>The types of an object.</summary>
    public static IEnumerable<string> TypesOf(JsonElement found) => TypesOf(Payload.Of(found, new UnmappedFields()));

    /// <summary>The title; null where it has no name.</summary>
    /// <param name="title">What the page says.</param>
    /// <param name="askedFor">The id it was asked for by. The page may have another: of two entries for one film, one leads to the other.</param>
    public static SourceRecord? Of(Payload title, string askedFor)
    {
        if (TextOf(title["name"]) is not { } original) return null;

        // The name is the original one; the one in the language of the page stands beside it, if it is another.
        var name = TextOf(title["alternateName"]) ?? original;
        var released = title["datePublished"].Day;
        var rating = RatingOf(title["aggregateRating"]);
        return new SourceRecord
        {
            Source = Source,
            Title = name,
            OriginalTitle = original != name ? original : null,
            Type = Types[TypesOf(title).First(IsTitle)],
            Year = released?.Year,
            ReleaseDate = released,
            Overview = TextOf(title["description"]),
            Genres = TextsOf(title["genre"]),
            Keywords = [.. TextsOf(title["keywords"]).SelectMany(words => words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Cast = TextsOf(title["actor"], "name"),
            Directors = TextsOf(title["director"], "name"),
            RuntimeMinutes = IsoMinutes.Of(title["duration"]),
            Rating = rating?.Value * OurScale / rating?.Scale,
            Ratings = rating is null ? [] : [rating],
            Images = new ContentImages(Many(title["image"]).Select(image => image.IsObject ? TextOf(image["url"]) : TextOf(image)).FirstOrDefault(), null),
            Trailers = [.. Many(title["trailer"]).Select(trailer => AddressOf(TextOf(trailer["embedUrl"]) ?? TextOf(trailer["url"]))).OfType<string>()],
            ExternalIds = new Dictionary<string, string>(StringComparer.Ordinal) { [Source] = IdIn(TextOf(title["url"])) ?? askedFor },
        };
    }

    private static IEnumerable<string> TypesOf(Payload found) => Many(found["@type"]).Select(type => type.Text).OfType<string>();

    private static SourceRating? RatingOf(Payload rating) =>
        rating["ratingValue"].Number is { } value and > 0
            ? new SourceRating(Source, value, rating["bestRating"].Number is { } best and > 0 ? best : UsualScale, rating["ratingCount"].Count)
            : null;

    /// <summary>The id in an address, which may be whole or begin at the site's root.</summary>
    private static string? IdIn(string? address)
    {
        var at = address?.IndexOf(TitlePath, StringComparison.Ordinal) ?? -1;
        if (at < 0) return null;
        var id = address![(at + TitlePath.Length)..].Split('/', '?', '#')[0];
        return ContentId.TryParse($"{Source}:{id}", out var parsed, out _) && parsed.Kind is ContentIdKind.Imdb ? id : null;
    }

    private static string? AddressOf(string? address) => address is ['/', not '/', ..] ? Site + address : address;

    private static string[] TextsOf(Payload texts, string? name = null) =>
        [.. Many(texts).Select(text => TextOf(name is null ? text : text[name])).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? TextOf(Payload text) => WebUtility.HtmlDecode(text.Text);

    private static IEnumerable<Payload> Many(Payload some) => some.IsList ? some.Items : some.IsThere ? [some] : [];
}
