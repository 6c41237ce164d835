using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Direct;

/// <summary>Maps what a platform says of its own titles.</summary>
/// <param name="platform">The platform.</param>
/// <param name="region">The country that was asked about: what is available is so there.</param>
/// <param name="at">When it said so.</param>
internal sealed class DirectTitles(DirectPlatform platform, string region, DateTimeOffset at)
{
    /// <summary>A title; null where the entry has no name or no id.</summary>
    public SourceRecord? Of(Payload entry)
    {
        if (entry["title"].Text is not { } title || entry["id"].Text is not { } id) return null;
        var type = TypeOf(entry["type"]);
        return new SourceRecord
        {
            Source = platform.SourceId,
            Title = title,
            Type = type,
            Year = entry["year"].Count,
            Overview = entry["overview"].Text,
            Genres = entry["genres"].Texts(),
            Seasons = entry["seasons"].Count,
            ExternalIds = IdsOf(entry, id, type),
            Availability = OffersOf(entry),
        };
    }

    /// <summary>Where the title is to be had: on the platform, or nowhere.</summary>
    public IReadOnlyList<Offer> OffersOf(Payload entry) => entry["available"].Flag is true
        ? [new Offer { Platform = platform.Platform, Region = region, Kind = OfferKind.Subscription, Source = platform.SourceId, AsOf = at }]
        : [];

    private static ContentType? TypeOf(Payload type)
    {
        switch (type.Text?.ToUpperInvariant())
        {
            case "MOVIE" or "FILM": return ContentType.Movie;
            case "SERIES" or "SHOW" or "TV": return ContentType.Series;
            case "EPISODE": return ContentType.Episode;
            case null: return null;
            default:
                type.Note();
                return null;
        }
    }

    private Dictionary<string, string> IdsOf(Payload entry, string id, ContentType? type)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal) { [platform.Platform] = id };
        if (entry["imdb_id"].Text is { } imdb) ids["imdb"] = imdb;
        if (TmdbOf(entry["tmdb_id"].Text, type) is { } tmdb) ids["tmdb"] = tmdb;
        return ids;
    }

    /// <summary>TMDb numbers films and series apart, so a number alone names a title only where its type is known.</summary>
    private static string? TmdbOf(string? id, ContentType? type) => (id?.Contains(':', StringComparison.Ordinal), type) switch
    {
        (null, _) => null,
        (true, _) => id,
        (_, ContentType.Movie) => $"movie:{id}",
        (_, ContentType.Series) => $"tv:{id}",
        _ => null,
    };
}
