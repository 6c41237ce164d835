using System.Globalization;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>What a record must keep to before it may become part of the catalogue.</summary>
public static class RecordRules
{
    /// <summary>The first thing that is wrong with a record, naming the field; null when nothing is.</summary>
    public static string? FaultOf(SourceRecord record) =>
        !SourceName.MayImport(record.Source) ? "source must be 1 to 32 small letters, digits, - and _, and not mg"
        : Ids(record)
        ?? Text("title", record.Title, ContentLimits.TitleLength, required: true)
        ?? Text("original_title", record.OriginalTitle, ContentLimits.TitleLength)
        ?? Text("overview", record.Overview, ContentLimits.OverviewLength, lines: true)
        ?? Text("artist", record.Artist, ContentLimits.NameLength)
        ?? Range("year", record.Year, ContentLimits.FirstYear, ContentLimits.LastYear)
        ?? Range("release_date", record.ReleaseDate?.Year, ContentLimits.FirstYear, ContentLimits.LastYear)
        ?? Range("runtime_minutes", record.RuntimeMinutes, 1, ContentLimits.RuntimeMinutes)
        ?? Range("seasons", record.Seasons, 1, ContentLimits.Parts)
        ?? Range("tracks", record.Tracks, 1, ContentLimits.Parts)
        ?? (record.Rating is < 0 or > 5 ? "rating must be 0 to 5" : null)
        ?? Names("cast", record.Cast, ContentLimits.Cast)
        ?? Names("directors", record.Directors, ContentLimits.ListItems)
        ?? Names("genres", record.Genres, ContentLimits.ListItems)
        ?? Names("keywords", record.Keywords, ContentLimits.ListItems)
        ?? Urls("trailers", record.Trailers)
        ?? Url("images.poster", record.Images.Poster)
        ?? Url("images.backdrop", record.Images.Backdrop)
        ?? OfferRules.RatingFault(record.Ratings)
        ?? OfferRules.FaultOf(record.Availability);

    /// <summary>The fault of a text, or null.</summary>
    internal static string? Text(string field, string? text, int length, bool required = false, bool lines = false)
    {
        if (string.IsNullOrEmpty(text))
        {
            return required ? $"{field} is missing" : null;
        }

        if (text.Length > length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{field} has {text.Length} characters; at most {length} are allowed");
        }

        return TextRules.IsClean(text, lines) ? null : $"{field} holds a control character or half of a surrogate pair";
    }

    /// <summary>The fault of an address, or null.</summary>
    internal static string? Url(string field, string? url) =>
        Text(field, url, ContentLimits.UrlLength)
        ?? (string.IsNullOrEmpty(url) || IsWeb(url) ? null : $"{field} must be an http or https address");

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static string? Range(string field, int? value, int least, int most) =>
        value is null || value >= least && value <= most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{field} must be a whole number from {least} to {most}");

    private static string? Names(string field, IReadOnlyList<string> names, int most) =>
        Count(field, names.Count, most)
        ?? (names.Count == 0 ? null : names.Select(name => Text(field, name, ContentLimits.NameLength, required: true)).FirstOrDefault(fault => fault is not null));

    private static string? Urls(string field, IReadOnlyList<string> urls) =>
        Count(field, urls.Count, ContentLimits.ListItems)
        ?? (urls.Count == 0 ? null : urls.Select(url => Url(field, url)).FirstOrDefault(fault => fault is not null));

    /// <summary>The fault of a list's length, or null.</summary>
    internal static string? Count(string field, int count, int most) =>
        count <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{field} has {count} entries; at most {most} are allowed");

    private static string? Ids(SourceRecord record)
    {
        if (record.SourceId is not null && !IsId(record.Source, record.SourceId, out var reason))
        {
            return $"id: {reason}";
        }

        if (Count("external_ids", record.ExternalIds.Count, ContentLimits.Sources) is { } tooMany)
        {
            return tooMany;
        }

        return record.ExternalIds.Select(id => FaultOf(id.Key, id.Value)).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Whether this may stand among the external ids of a record.</summary>
    internal static bool IsExternalId(string scheme, string local) => FaultOf(scheme, local) is null;

    private static string? FaultOf(string scheme, string local) =>
        scheme == "mg" || !SourceName.IsWellFormed(scheme) ? "external_ids: who gave an id is named by 1 to 32 small letters, digits, - and _"
        : scheme == "tmdb" && ContentIdForms.IsNumber(local) || IsId(scheme, local, out var reason) ? null
        : $"external_ids.{scheme}: {reason}";

    private static bool IsId(string scheme, string local, out string? reason) =>
        ContentId.TryParse(scheme + ":" + local, out _, out reason);
}
