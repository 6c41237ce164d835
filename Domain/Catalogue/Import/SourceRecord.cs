namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// What one source says about one title. A field that is null or empty says nothing: it leaves alone what is already known.
/// </summary>
public sealed record SourceRecord
{
    /// <summary>Who says it; see <see cref="SourceName"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own id of the title; null where it has none.</summary>
    public string? SourceId { get; init; }

    /// <summary>The gateway's id of the title, where the source knows it.</summary>
    public ContentId ContentId { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <inheritdoc cref="Content.Type"/>
    public ContentType? Type { get; init; }

    /// <inheritdoc cref="Content.OriginalTitle"/>
    public string? OriginalTitle { get; init; }

    /// <inheritdoc cref="Content.Year"/>
    public int? Year { get; init; }

    /// <inheritdoc cref="Content.ReleaseDate"/>
    public DateOnly? ReleaseDate { get; init; }

    /// <inheritdoc cref="Content.Overview"/>
    public string? Overview { get; init; }

    /// <inheritdoc cref="Content.Keywords"/>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <inheritdoc cref="Content.Trailers"/>
    public IReadOnlyList<string> Trailers { get; init; } = [];

    /// <inheritdoc cref="Content.Genres"/>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <inheritdoc cref="Content.Cast"/>
    public IReadOnlyList<string> Cast { get; init; } = [];

    /// <inheritdoc cref="Content.Directors"/>
    public IReadOnlyList<string> Directors { get; init; } = [];

    /// <inheritdoc cref="Content.RuntimeMinutes"/>
    public int? RuntimeMinutes { get; init; }

    /// <inheritdoc cref="Content.Seasons"/>
    public int? Seasons { get; init; }

    /// <inheritdoc cref="Content.Artist"/>
    public string? Artist { get; init; }

    /// <inheritdoc cref="Content.Tracks"/>
    public int? Tracks { get; init; }

    /// <inheritdoc cref="Content.Rating"/>
    public decimal? Rating { get; init; }

    /// <inheritdoc cref="Content.Ratings"/>
    public IReadOnlyList<SourceRating> Ratings { get; init; } = [];

    /// <inheritdoc cref="Content.Images"/>
    public ContentImages Images { get; init; } = ContentImages.None;

    /// <summary>Its ids elsewhere by who gave them, without <see cref="SourceId"/>.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="Content.Availability"/>
    public IReadOnlyList<Offer> Availability { get; init; } = [];
}
