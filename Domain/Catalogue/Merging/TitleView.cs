namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// The title that sources make together. It depends on what they say and on nothing else: not on who spoke first, and not
/// on how often.
/// </summary>
/// <remarks>
/// The title is EIDR's, else Gracenote's, TMDb's, IMDb's, another's (<see cref="SourceName.BestFirst"/>), and so is all that
/// has no rule of its own: descriptions (<see cref="DescriptionChoice"/>), running times (<see cref="RuntimeAverage"/>),
/// ratings (<see cref="RatingAverage"/>), genres (all of them), pictures (<see cref="ImageChoice"/>), offers
/// (<see cref="OfferChoice"/>).
/// </remarks>
public static class TitleView
{
    private static readonly TimeSpan Moment = TimeSpan.FromHours(1);

    /// <summary>The title of an origin.</summary>
    /// <param name="origin">What it is made of.</param>
    /// <param name="updatedAt">When that last changed.</param>
    public static Content Of(TitleOrigin origin, DateTimeOffset updatedAt)
    {
        var said = new ViewFields(origin.Combined);
        var aliases = origin.AllAliases;

        // In the order of their names, in which provenance is written.
        var artist = said.Best("artist", static one => one.Artist);
        var cast = said.BestList("cast", static one => one.Cast);
        var directors = said.BestList("directors", static one => one.Directors);
        var externalIds = said.ExternalIds();
        var genres = said.Genres();
        var backdrop = said.Chosen("images.backdrop", static one => one.Backdrop, ImageChoice.Of);
        var poster = said.Chosen("images.poster", static one => one.Poster, ImageChoice.Of);
        var keywords = said.BestList("keywords", static one => one.Keywords);
        var originalTitle = said.Best("original_title", static one => one.OriginalTitle);
        var overview = said.Chosen("overview", static one => one.Overview, DescriptionChoice.Of);
        var (rating, ratings) = said.Ratings();
        var releaseDate = said.BestValue("release_date", static one => one.ReleaseDate);
        var runtime = said.Runtime();
        var seasons = said.BestValue("seasons", static one => one.Seasons);
        var title = said.Best("title", static one => one.Title);
        var tracks = said.BestValue("tracks", static one => one.Tracks);
        var trailers = said.BestList("trailers", static one => one.Trailers);
        var type = said.BestValue("type", static one => one.Type);
        var year = said.BestValue("year", static one => one.Year);
        return new Content
        {
            ContentId = origin.ContentId,
            Type = type ?? ContentType.Movie,
            Title = title ?? origin.ContentId,
            OriginalTitle = originalTitle,
            Year = year,
            RuntimeMinutes = runtime,
            ReleaseDate = releaseDate,
            Overview = overview,
            Keywords = keywords,
            Trailers = trailers,
            Genres = genres,
            Cast = cast,
            Directors = directors,
            Seasons = seasons,
            Artist = artist,
            Tracks = tracks,
            Rating = rating,
            Ratings = ratings,
            Images = new ContentImages(poster, backdrop),
            ExternalIds = externalIds,
            Availability = said.Offers(),
            Provenance = said.Provenance,
            UpdatedAt = updatedAt,
            Aliases = aliases.Count == 0 ? null : aliases,
            Origin = IsToldByTitle(origin, updatedAt) ? null : origin,
        };
    }

    // When its only source has said it is told by when the title last changed.
    private static bool IsToldByTitle(TitleOrigin origin, DateTimeOffset updatedAt) =>
        origin is { Statements: [var only], Absorbed: null, Different: null } && (only.SaidAt is null || updatedAt - only.SaidAt < Moment);
}
