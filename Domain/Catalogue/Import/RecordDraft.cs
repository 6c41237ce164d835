namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>A record while its line is being read.</summary>
internal sealed class RecordDraft
{
    public string? SourceId { get; set; }
    public ContentId ContentId { get; set; }
    public string? Title { get; set; }
    public ContentType? Type { get; set; }
    public string? OriginalTitle { get; set; }
    public int? Year { get; set; }
    public DateOnly? ReleaseDate { get; set; }
    public string? Overview { get; set; }
    public IReadOnlyList<string> Keywords { get; set; } = [];
    public IReadOnlyList<string> Trailers { get; set; } = [];
    public IReadOnlyList<string> Genres { get; set; } = [];
    public IReadOnlyList<string> Cast { get; set; } = [];
    public IReadOnlyList<string> Directors { get; set; } = [];
    public int? RuntimeMinutes { get; set; }
    public int? Seasons { get; set; }
    public string? Artist { get; set; }
    public int? Tracks { get; set; }
    public decimal? Rating { get; set; }
    public IReadOnlyList<SourceRating> Ratings { get; set; } = [];
    public string? Poster { get; set; }
    public string? Backdrop { get; set; }
    public Dictionary<string, string> ExternalIds { get; } = new(StringComparer.Ordinal);
    public IReadOnlyList<Offer> Availability { get; set; } = [];

    public SourceRecord ToRecord(string source)
    {
        var sourceId = SourceId;
        if (sourceId is not null && source is "imdb" or "tmdb")
        {
            ExternalIds.TryAdd(source, sourceId);
            sourceId = null;
        }

        return new SourceRecord
        {
            Source = source,
            SourceId = sourceId,
            ContentId = ContentId,
            Title = Title ?? "",
            Type = Type,
            OriginalTitle = OriginalTitle,
            Year = Year,
            ReleaseDate = ReleaseDate,
            Overview = Overview,
            Keywords = Keywords,
            Trailers = Trailers,
            Genres = Genres,
            Cast = Cast,
            Directors = Directors,
            RuntimeMinutes = RuntimeMinutes,
            Seasons = Seasons,
            Artist = Artist,
            Tracks = Tracks,
            Rating = Rating,
            Ratings = Ratings,
            Images = Poster is null && Backdrop is null ? ContentImages.None : new ContentImages(Poster, Backdrop),
            ExternalIds = ExternalIds,
            Availability = Availability,
        };
    }
}
