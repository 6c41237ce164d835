namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// What one source says about one title. A field that is null or empty says nothing: it leaves alone what is already known.
/// </summary>
[GenerateSerializer, Immutable, Alias("mg.source-record")]
public sealed record SourceRecord
{
    /// <summary>Who says it; see <see cref="SourceName"/>.</summary>
    [Id(0)] public required string Source { get; init; }

    /// <summary>The source's own id of the title; null where it has none.</summary>
    [Id(1)] public string? SourceId { get; init; }

    /// <summary>The gateway's id of the title, where the source knows it.</summary>
    [Id(2)] public ContentId ContentId { get; init; }

    /// <summary>The title; empty in a record that speaks only of a title's offers, which is found by its id.</summary>
    [Id(3)] public required string Title { get; init; }

    /// <inheritdoc cref="Content.Type"/>
    [Id(4)] public ContentType? Type { get; init; }

    /// <inheritdoc cref="Content.OriginalTitle"/>
    [Id(5)] public string? OriginalTitle { get; init; }

    /// <inheritdoc cref="Content.Year"/>
    [Id(6)] public int? Year { get; init; }

    /// <inheritdoc cref="Content.ReleaseDate"/>
    [Id(7)] public DateOnly? ReleaseDate { get; init; }

    /// <inheritdoc cref="Content.Overview"/>
    [Id(8)] public string? Overview { get; init; }

    /// <inheritdoc cref="Content.Keywords"/>
    [Id(9)] public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <inheritdoc cref="Content.Trailers"/>
    [Id(10)] public IReadOnlyList<string> Trailers { get; init; } = [];

    /// <inheritdoc cref="Content.Genres"/>
    [Id(11)] public IReadOnlyList<string> Genres { get; init; } = [];

    /// <inheritdoc cref="Content.Cast"/>
    [Id(12)] public IReadOnlyList<string> Cast { get; init; } = [];

    /// <inheritdoc cref="Content.Directors"/>
    [Id(13)] public IReadOnlyList<string> Directors { get; init; } = [];

    /// <inheritdoc cref="Content.RuntimeMinutes"/>
    [Id(14)] public int? RuntimeMinutes { get; init; }

    /// <inheritdoc cref="Content.Seasons"/>
    [Id(15)] public int? Seasons { get; init; }

    /// <inheritdoc cref="Content.Artist"/>
    [Id(16)] public string? Artist { get; init; }

    /// <inheritdoc cref="Content.Tracks"/>
    [Id(17)] public int? Tracks { get; init; }

    /// <inheritdoc cref="Content.Rating"/>
    [Id(18)] public decimal? Rating { get; init; }

    /// <inheritdoc cref="Content.Ratings"/>
    [Id(19)] public IReadOnlyList<SourceRating> Ratings { get; init; } = [];

    /// <inheritdoc cref="Content.Images"/>
    [Id(20)] public ContentImages Images { get; init; } = ContentImages.None;

    /// <summary>Its ids elsewhere by who gave them, without <see cref="SourceId"/>.</summary>
    [Id(21)] public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="Content.Availability"/>
    [Id(22)] public IReadOnlyList<Offer> Availability { get; init; } = [];

    /// <summary>
    /// Of what <see cref="Availability"/> is all that the source has, also when the list is empty. Null when it is of
    /// everything; an empty list then says nothing.
    /// </summary>
    [Id(24)] public OfferScope? OfferScope { get; init; }

    /// <summary>When the source said so, where what it says may be kept only so long; null otherwise.</summary>
    [Id(25)] public DateTimeOffset? SaidAt { get; init; }
}
