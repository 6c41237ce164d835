using System.Collections.Frozen;
using System.Text.Json;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>Reads the value under the reader into a draft; answers what is wrong with it, or null.</summary>
internal delegate string? FieldReader(ref Utf8JsonReader reader, RecordDraft draft);

/// <summary>
/// The fields a line may have. Next to the names of the contract stand those of common dumps; where both are given the
/// contract's counts. Unknown fields are skipped.
/// </summary>
internal static class LineFields
{
    private const int LongestName = 32;

    private static readonly FrozenDictionary<string, FieldReader> ByName = new Dictionary<string, FieldReader>(StringComparer.Ordinal)
    {
        ["title"] = (ref r, d) => JsonValues.Text(ref r, "title", v => d.Title = v),
        ["name"] = (ref r, d) => JsonValues.Text(ref r, "name", v => d.Title ??= v),
        ["content_id"] = ContentIdField,
        ["source_id"] = (ref r, d) => JsonValues.Id(ref r, "source_id", v => d.SourceId = v),
        ["id"] = (ref r, d) => JsonValues.Id(ref r, "id", v => d.SourceId ??= v),
        ["href"] = (ref r, d) => JsonValues.Id(ref r, "href", v => d.SourceId ??= v),
        ["imdb_id"] = (ref r, d) => JsonValues.Id(ref r, "imdb_id", v => d.ExternalIds["imdb"] = v),
        ["tmdb_id"] = (ref r, d) => JsonValues.Id(ref r, "tmdb_id", v => d.ExternalIds["tmdb"] = v),
        ["external_ids"] = (ref r, d) => NestedValues.ExternalIds(ref r, d),
        ["type"] = TypeField,
        ["original_title"] = (ref r, d) => JsonValues.Text(ref r, "original_title", v => d.OriginalTitle = v),
        ["year"] = (ref r, d) => JsonValues.Whole(ref r, "year", v => d.Year = v),
        ["release_date"] = DateField,
        ["overview"] = (ref r, d) => JsonValues.Text(ref r, "overview", v => d.Overview = v),
        ["extract"] = (ref r, d) => JsonValues.Text(ref r, "extract", v => d.Overview ??= v),
        ["description"] = (ref r, d) => JsonValues.Text(ref r, "description", v => d.Overview ??= v),
        ["plot"] = (ref r, d) => JsonValues.Text(ref r, "plot", v => d.Overview ??= v),
        ["keywords"] = (ref r, d) => JsonValues.Names(ref r, "keywords", v => d.Keywords = v),
        ["trailers"] = (ref r, d) => JsonValues.Names(ref r, "trailers", v => d.Trailers = v),
        ["genres"] = (ref r, d) => JsonValues.Names(ref r, "genres", v => d.Genres = v),
        ["genre"] = (ref r, d) => JsonValues.Names(ref r, "genre", v => d.Genres = d.Genres.Count == 0 ? v : d.Genres),
        ["cast"] = (ref r, d) => JsonValues.Names(ref r, "cast", v => d.Cast = v),
        ["directors"] = (ref r, d) => JsonValues.Names(ref r, "directors", v => d.Directors = v),
        ["director"] = (ref r, d) => JsonValues.Names(ref r, "director", v => d.Directors = d.Directors.Count == 0 ? v : d.Directors),
        ["runtime_minutes"] = (ref r, d) => JsonValues.Whole(ref r, "runtime_minutes", v => d.RuntimeMinutes = v),
        ["runtime"] = (ref r, d) => JsonValues.Whole(ref r, "runtime", v => d.RuntimeMinutes ??= v),
        ["seasons"] = (ref r, d) => JsonValues.Whole(ref r, "seasons", v => d.Seasons = v),
        ["artist"] = (ref r, d) => JsonValues.Text(ref r, "artist", v => d.Artist = v),
        ["tracks"] = (ref r, d) => JsonValues.Whole(ref r, "tracks", v => d.Tracks = v),
        ["rating"] = (ref r, d) => JsonValues.Number(ref r, "rating", v => d.Rating = decimal.Round(v, 1, MidpointRounding.AwayFromZero)),
        ["ratings"] = (ref r, d) => NestedValues.Ratings(ref r, d),
        ["images"] = (ref r, d) => NestedValues.Images(ref r, d),
        ["poster"] = (ref r, d) => JsonValues.Url(ref r, "poster", v => d.Poster ??= v),
        ["thumbnail"] = (ref r, d) => JsonValues.Url(ref r, "thumbnail", v => d.Poster ??= v),
        ["backdrop"] = (ref r, d) => JsonValues.Url(ref r, "backdrop", v => d.Backdrop ??= v),
        ["availability"] = (ref r, d) => NestedValues.Availability(ref r, d),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FieldReader>.AlternateLookup<ReadOnlySpan<char>> ByCharacters =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How the field whose name is under the reader is read; null where the name means nothing here.</summary>
    public static FieldReader? Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > LongestName)
        {
            return null;
        }

        Span<char> name = stackalloc char[LongestName];
        var length = reader.CopyString(name);
        return ByCharacters.TryGetValue(name[..length], out var field) ? field : null;
    }

    private static string? ContentIdField(ref Utf8JsonReader reader, RecordDraft draft)
    {
        string? reason = null;
        return JsonValues.Text(ref reader, "content_id", Take) ?? reason;

        void Take(string text)
        {
            if (ContentId.TryParse(text, out var id, out var fault))
            {
                draft.ContentId = id;
            }
            else
            {
                reason = $"content_id: {fault}";
            }
        }
    }

    private static string? TypeField(ref Utf8JsonReader reader, RecordDraft draft)
    {
        string? reason = null;
        return JsonValues.Text(ref reader, "type", Take) ?? reason;

        void Take(string text)
        {
            draft.Type = text switch
            {
                "movie" or "film" => ContentType.Movie,
                "series" or "tv" or "show" => ContentType.Series,
                "season" => ContentType.Season,
                "episode" => ContentType.Episode,
                "video" => ContentType.Video,
                "artist" => ContentType.Artist,
                "album" => ContentType.Album,
                "track" => ContentType.Track,
                "playlist" => ContentType.Playlist,
                _ => null,
            };
            reason = draft.Type is null ? "type must be movie, series, season, episode, video, artist, album, track or playlist" : null;
        }
    }

    private static string? DateField(ref Utf8JsonReader reader, RecordDraft draft)
    {
        string? reason = null;
        return JsonValues.Text(ref reader, "release_date", Take) ?? reason;

        void Take(string text)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date))
            {
                draft.ReleaseDate = date;
            }
            else
            {
                reason = "release_date must be a day like 1999-03-31";
            }
        }
    }
}
