using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// What one source says of one title, all of it, whether it shows in the title or not. Of what is null it says nothing;
/// no list is empty.
/// </summary>
[GenerateSerializer, Immutable, Alias("mg.title-statement")]
public sealed record TitleStatement
{
    /// <summary>Who says it.</summary>
    [Id(0)] public required string Source { get; init; }

    /// <inheritdoc cref="Content.Title"/>
    [Id(1)] public string? Title { get; init; }

    /// <inheritdoc cref="Content.Type"/>
    [Id(2)] public ContentType? Type { get; init; }

    /// <inheritdoc cref="Content.OriginalTitle"/>
    [Id(3)] public string? OriginalTitle { get; init; }

    /// <inheritdoc cref="Content.Year"/>
    [Id(4)] public int? Year { get; init; }

    /// <inheritdoc cref="Content.ReleaseDate"/>
    [Id(5)] public DateOnly? ReleaseDate { get; init; }

    /// <inheritdoc cref="Content.Overview"/>
    [Id(6)] public string? Overview { get; init; }

    /// <inheritdoc cref="Content.Keywords"/>
    [Id(7)] public IReadOnlyList<string>? Keywords { get; init; }

    /// <inheritdoc cref="Content.Trailers"/>
    [Id(8)] public IReadOnlyList<string>? Trailers { get; init; }

    /// <summary>Genres by the names that the gateway has for them (<see cref="GenreNames"/>).</summary>
    [Id(9)] public IReadOnlyList<string>? Genres { get; init; }

    /// <inheritdoc cref="Content.Cast"/>
    [Id(10)] public IReadOnlyList<string>? Cast { get; init; }

    /// <inheritdoc cref="Content.Directors"/>
    [Id(11)] public IReadOnlyList<string>? Directors { get; init; }

    /// <inheritdoc cref="Content.RuntimeMinutes"/>
    [Id(12)] public int? RuntimeMinutes { get; init; }

    /// <inheritdoc cref="Content.Seasons"/>
    [Id(13)] public int? Seasons { get; init; }

    /// <inheritdoc cref="Content.Artist"/>
    [Id(14)] public string? Artist { get; init; }

    /// <inheritdoc cref="Content.Tracks"/>
    [Id(15)] public int? Tracks { get; init; }

    /// <summary>Its own rating, 0 to 5; null where <see cref="Ratings"/> say it (<see cref="RatingAverage.Speaks"/>).</summary>
    [Id(16)] public decimal? Rating { get; init; }

    /// <inheritdoc cref="Content.Ratings"/>
    [Id(17)] public IReadOnlyList<SourceRating>? Ratings { get; init; }

    /// <inheritdoc cref="ContentImages.Poster"/>
    [Id(18)] public string? Poster { get; init; }

    /// <inheritdoc cref="ContentImages.Backdrop"/>
    [Id(19)] public string? Backdrop { get; init; }

    /// <summary>Its ids, the source's own among them, by who gave them.</summary>
    [Id(20)] public IReadOnlyDictionary<string, string>? ExternalIds { get; init; }

    /// <inheritdoc cref="Content.Availability"/>
    [Id(21)] public IReadOnlyList<Offer>? Availability { get; init; }

    /// <summary>When all of it was last said at once, give or take a day; null where nobody needs to know.</summary>
    [Id(22)] public DateTimeOffset? SaidAt { get; init; }

    /// <summary>The source's own id of the title; null where it has none.</summary>
    internal string? OwnId => ExternalIds?.GetValueOrDefault(Source);

    /// <summary>What a record says.</summary>
    public static TitleStatement Of(SourceRecord record) => new()
    {
        Source = record.Source,
        Title = record.Title.Length == 0 ? null : record.Title,
        Type = record.Type,
        OriginalTitle = record.OriginalTitle,
        Year = record.Year ?? record.ReleaseDate?.Year,
        ReleaseDate = record.ReleaseDate,
        Overview = record.Overview,
        Keywords = OrNull(record.Keywords),
        Trailers = OrNull(record.Trailers),
        Genres = OrNull(GenreNames.Of(record.Genres)),
        Cast = OrNull(record.Cast),
        Directors = OrNull(record.Directors),
        RuntimeMinutes = record.RuntimeMinutes,
        Seasons = record.Seasons,
        Artist = record.Artist,
        Tracks = record.Tracks,
        Rating = RatingAverage.Speaks(record.Ratings) || record.Rating is not { } rating ? null : Math.Round(rating, 1, MidpointRounding.AwayFromZero),
        Ratings = OrNull(record.Ratings),
        Poster = record.Images.Poster,
        Backdrop = record.Images.Backdrop,
        ExternalIds = IdsOf(record),
        Availability = OffersOf(record),
        SaidAt = record.SaidAt,
    };

    /// <summary>Whether it says something of all that another one does.</summary>
    internal bool Covers(TitleStatement other) => Fields.Zip(other.Fields).All(static field => field.First is not null || field.Second is null);

    private IEnumerable<object?> Fields =>
    [
        Title, Type, OriginalTitle, Year, ReleaseDate, Overview, Keywords, Trailers, Genres, Cast, Directors, RuntimeMinutes,
        Seasons, Artist, Tracks, Rating, Ratings, Poster, Backdrop, ExternalIds, Availability,
    ];

    /// <summary>The statement without these ids.</summary>
    internal TitleStatement WithoutIds(IReadOnlyCollection<KeyValuePair<string, string>> ids)
    {
        if (ExternalIds is null || !ExternalIds.Any(ids.Contains)) return this;
        var rest = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ExternalIds.Where(id => !ids.Contains(id))) rest.Add(id.Key, id.Value);
        return this with { ExternalIds = rest.Count == 0 ? null : rest };
    }

    /// <summary>The statement without these offers.</summary>
    internal TitleStatement WithoutOffers(Func<Offer, bool> isGone) =>
        this with { Availability = Availability is null ? null : OrNull([.. Availability.Where(offer => !isGone(offer))]) };

    /// <summary>The statement as one of everything: what was said of offers outside of the scope stays.</summary>
    internal TitleStatement Widen(TitleStatement known, OfferScope scope)
    {
        var before = known.Availability ?? [];
        var said = Availability ?? [];
        var told = scope.IsWithoutTerms ? said.SelectMany(offer => OnKnownTerms(offer, before)) : said;
        var offers = before.Where(offer => !scope.Covers(offer) || (scope.IsInPart && !said.Any(again => IsSame(again, offer)))).Concat(told).OrderBy(offer => offer.Region, StringComparer.Ordinal);
        IReadOnlyList<Offer> all = scope.Platform is null ? [.. offers] : [.. offers.ThenBy(offer => offer.Platform, StringComparer.Ordinal)];
        return this with { Availability = all.Count == 0 && known.Availability is null ? null : all };
    }

    private static bool IsSame(Offer said, Offer known) =>
        (said.Platform, said.Region, said.Kind, said.Season, said.Quality) == (known.Platform, known.Region, known.Kind, known.Season, known.Quality);

    private static IEnumerable<Offer> OnKnownTerms(Offer said, IReadOnlyList<Offer> known)
    {
        var alike = known.Where(offer => (offer.Platform, offer.Region, offer.Kind) == (said.Platform, said.Region, said.Kind)).Select(offer => offer with { AsOf = said.AsOf });
        return alike.DefaultIfEmpty(said);
    }

    // Which region was asked about first must not show.
    private static IReadOnlyList<Offer>? OffersOf(SourceRecord record)
    {
        if (record.Availability.Count == 0) return null;
        var offers = record.Availability.Select(offer => offer with { Source = record.Source });
        return record.OfferScope is null ? [.. offers] : [.. offers.OrderBy(offer => offer.Region, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    private static SortedDictionary<string, string>? IdsOf(SourceRecord record)
    {
        var ids = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (scheme, local) in record.ExternalIds) ids[scheme] = Bare(scheme, local);
        if (record.ContentId is { IsValid: true, Kind: ContentIdKind.Imdb or ContentIdKind.Tmdb } id) ids.TryAdd(id.Scheme, Bare(id.Scheme, id.Local));
        if (record.SourceId is not null) ids.TryAdd(record.Source, record.SourceId);
        return ids.Count == 0 ? null : ids;
    }

    // TMDb's numbers are kept bare (603): whether of a film or a series is told by the type.
    private static string Bare(string scheme, string local) => scheme == "tmdb" ? local[(local.LastIndexOf(':') + 1)..] : local;
}
