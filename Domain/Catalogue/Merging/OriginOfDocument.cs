namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// Reads what a title is made of from the title itself, where that is not stored beside it: one source's title is what that
/// source says. Titles from before origins were kept may be of several; each of those has what was taken from it.
/// </summary>
internal static class OriginOfDocument
{
    /// <summary>The origin of a title that has none stored.</summary>
    public static TitleOrigin Read(Content content)
    {
        var sources = SourcesOf(content);
        return new TitleOrigin
        {
            ContentId = content.ContentId,
            Statements = sources is [var only]
                ? [StatementOf(content, only, static _ => true)]
                : [.. sources.Select(source => StatementOf(content, source, field => (content.Provenance.GetValueOrDefault(field) ?? OwnerOf(content)) == source))],
            Aliases = content.Aliases,
        };
    }

    private static List<string> SourcesOf(Content content)
    {
        var sources = new List<string>(1) { OwnerOf(content) };
        foreach (var source in content.Provenance.Values)
            if (!sources.Contains(source)) sources.Add(source);
        foreach (var offer in content.Availability)
            if (!sources.Contains(offer.Source)) sources.Add(offer.Source);
        sources.Sort(SourceName.BestFirst);
        return sources;
    }

    // What nobody in particular is said to have said is the word of who named the title.
    private static string OwnerOf(Content content) => content.Provenance.GetValueOrDefault("title") ?? SourceName.Default;

    private static TitleStatement StatementOf(Content content, string source, Predicate<string> said)
    {
        var ratings = List("ratings", [.. content.Ratings.Where(rating => said("ratings." + rating.Source))]);
        return new TitleStatement
        {
            Source = source,
            Title = said("title") ? content.Title : null,
            // A type that no source gave is a guess, not a fact.
            Type = said("type") && content.Provenance.ContainsKey("type") ? content.Type : null,
            OriginalTitle = said("original_title") ? content.OriginalTitle : null,
            Year = said("year") ? content.Year : null,
            ReleaseDate = said("release_date") ? content.ReleaseDate : null,
            Overview = said("overview") ? content.Overview : null,
            Keywords = List("keywords", content.Keywords),
            Trailers = List("trailers", content.Trailers),
            Genres = List("genres", content.Genres),
            Cast = List("cast", content.Cast),
            Directors = List("directors", content.Directors),
            RuntimeMinutes = said("runtime_minutes") ? content.RuntimeMinutes : null,
            Seasons = said("seasons") ? content.Seasons : null,
            Artist = said("artist") ? content.Artist : null,
            Tracks = said("tracks") ? content.Tracks : null,
            Rating = said("rating") && !RatingAverage.Speaks(ratings) ? content.Rating : null,
            Ratings = ratings,
            Poster = said("images.poster") ? content.Images.Poster : null,
            Backdrop = said("images.backdrop") ? content.Images.Backdrop : null,
            ExternalIds = IdsOf(content, said),
            Availability = OrNull([.. content.Availability.Where(offer => offer.Source == source)]),
            SaidAt = StatementAge.IsLimited(source) ? content.UpdatedAt : null,
        };

        IReadOnlyList<T>? List<T>(string field, IReadOnlyList<T> list) => field == "ratings" || said(field) ? OrNull(list) : null;
    }

    private static SortedDictionary<string, string>? IdsOf(Content content, Predicate<string> said)
    {
        var ids = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (scheme, local) in content.ExternalIds)
            if (said("external_ids." + scheme)) ids[scheme] = local;
        return ids.Count == 0 ? null : ids;
    }

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
