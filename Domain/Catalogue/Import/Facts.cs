namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>What is said about a title, whether by a source or by another title that is the same one.</summary>
internal sealed record Facts
{
    public string? Title { get; private init; }
    public ContentType? Type { get; private init; }
    public string? OriginalTitle { get; private init; }
    public int? Year { get; private init; }
    public DateOnly? ReleaseDate { get; private init; }
    public string? Overview { get; private init; }
    public IReadOnlyList<string> Keywords { get; private init; } = [];
    public IReadOnlyList<string> Trailers { get; private init; } = [];
    public IReadOnlyList<string> Genres { get; private init; } = [];
    public IReadOnlyList<string> Cast { get; private init; } = [];
    public IReadOnlyList<string> Directors { get; private init; } = [];
    public int? RuntimeMinutes { get; private init; }
    public int? Seasons { get; private init; }
    public string? Artist { get; private init; }
    public int? Tracks { get; private init; }
    public decimal? Rating { get; private init; }
    public IReadOnlyList<SourceRating> Ratings { get; private init; } = [];
    public ContentImages Images { get; private init; } = ContentImages.None;
    public IReadOnlyList<KeyValuePair<string, string>> ExternalIds { get; private init; } = [];
    public IReadOnlyList<Offer> Availability { get; private init; } = [];

    /// <summary>What a record says.</summary>
    public static Facts Of(SourceRecord record) => new()
    {
        Title = record.Title,
        Type = record.Type,
        OriginalTitle = record.OriginalTitle,
        Year = record.Year ?? record.ReleaseDate?.Year,
        ReleaseDate = record.ReleaseDate,
        Overview = record.Overview,
        Keywords = record.Keywords,
        Trailers = record.Trailers,
        Genres = record.Genres,
        Cast = record.Cast,
        Directors = record.Directors,
        RuntimeMinutes = record.RuntimeMinutes,
        Seasons = record.Seasons,
        Artist = record.Artist,
        Tracks = record.Tracks,
        Rating = record.Rating,
        Ratings = record.Ratings,
        Images = record.Images,
        ExternalIds = IdsOf(record),
        Availability = [.. record.Availability.Select(offer => offer with { Source = record.Source })],
    };

    /// <summary>What another title says.</summary>
    public static Facts Of(Content content) => new()
    {
        Title = content.Title,
        // A type that no source gave is a guess, not a fact.
        Type = content.Provenance.ContainsKey("type") ? content.Type : null,
        OriginalTitle = content.OriginalTitle,
        Year = content.Year,
        ReleaseDate = content.ReleaseDate,
        Overview = content.Overview,
        Keywords = content.Keywords,
        Trailers = content.Trailers,
        Genres = content.Genres,
        Cast = content.Cast,
        Directors = content.Directors,
        RuntimeMinutes = content.RuntimeMinutes,
        Seasons = content.Seasons,
        Artist = content.Artist,
        Tracks = content.Tracks,
        Rating = content.Rating,
        Ratings = content.Ratings,
        Images = content.Images,
        ExternalIds = [.. content.ExternalIds],
        Availability = content.Availability,
    };

    private static KeyValuePair<string, string>[] IdsOf(SourceRecord record)
    {
        var ids = record.ExternalIds.AsEnumerable();
        if (record.ContentId is { IsValid: true, Kind: ContentIdKind.Imdb or ContentIdKind.Tmdb } && !record.ExternalIds.ContainsKey(record.ContentId.Scheme))
        {
            ids = ids.Append(KeyValuePair.Create(record.ContentId.Scheme, record.ContentId.Local));
        }

        if (record.SourceId is not null && !record.ExternalIds.ContainsKey(record.Source))
        {
            ids = ids.Append(KeyValuePair.Create(record.Source, record.SourceId));
        }

        // TMDb's numbers are kept bare (603): whether of a film or a series is told by the type.
        return [.. ids.Select(id => id.Key == "tmdb" ? KeyValuePair.Create(id.Key, id.Value[(id.Value.LastIndexOf(':') + 1)..]) : id)];
    }
}
