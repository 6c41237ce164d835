namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// What becomes of a statement when its source speaks again: what is said replaces what was, what is left out stays.
/// </summary>
/// <param name="gapsOnly">Whether only what was empty is taken.</param>
internal sealed class StatementUpdate(bool gapsOnly)
{
    // That something is said again is written down once a day at most.
    private static readonly TimeSpan RenewEvery = TimeSpan.FromDays(1);

    private List<string>? _leftOut;

    /// <summary>Whether anything was taken.</summary>
    public bool Changed { get; private set; }

    /// <summary>Fields in which something else was said and only gaps were to be filled.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut ?? [];

    /// <summary>The statement after it.</summary>
    public TitleStatement Apply(TitleStatement known, TitleStatement said)
    {
        var ratings = TakeRatings(known.Ratings, said.Ratings);
        var updated = known with
        {
            Title = Take("title", known.Title, said.Title),
            Type = Take("type", known.Type, said.Type),
            OriginalTitle = Take("original_title", known.OriginalTitle, said.OriginalTitle),
            Year = Take("year", known.Year, said.Year),
            ReleaseDate = Take("release_date", known.ReleaseDate, said.ReleaseDate),
            Overview = Take("overview", known.Overview, said.Overview),
            Keywords = TakeList("keywords", known.Keywords, said.Keywords),
            Trailers = TakeList("trailers", known.Trailers, said.Trailers),
            Genres = TakeList("genres", known.Genres, said.Genres),
            Cast = TakeList("cast", known.Cast, said.Cast),
            Directors = TakeList("directors", known.Directors, said.Directors),
            RuntimeMinutes = Take("runtime_minutes", known.RuntimeMinutes, said.RuntimeMinutes),
            Seasons = Take("seasons", known.Seasons, said.Seasons),
            Artist = Take("artist", known.Artist, said.Artist),
            Tracks = Take("tracks", known.Tracks, said.Tracks),
            Rating = RatingAverage.Speaks(ratings) ? null : Take("rating", known.Rating, said.Rating),
            Ratings = ratings,
            Poster = Take("images.poster", known.Poster, said.Poster),
            Backdrop = Take("images.backdrop", known.Backdrop, said.Backdrop),
            ExternalIds = TakeIds(known.ExternalIds, said.ExternalIds),
            // That there is nothing any more is said by an empty list, and needs no keeping.
            Availability = TakeList("availability", known.Availability, said.Availability) is { Count: > 0 } offers ? offers : null,
            SaidAt = Renew(known, said),
        };
        return Changed ? updated : known;
    }

    // What is said in part makes the rest no newer.
    private DateTimeOffset? Renew(TitleStatement known, TitleStatement said)
    {
        if (said.SaidAt is not { } at || !said.Covers(known)) return known.SaidAt;
        Changed |= known.SaidAt is null || at - known.SaidAt >= RenewEvery;
        return at;
    }

    private string? Take(string field, string? known, string? said) =>
        said is null || !Decide(field, known is null, known == said) ? known : said;

    private T? Take<T>(string field, T? known, T? said) where T : struct =>
        said is null || !Decide(field, known is null, known.Equals(said)) ? known : said;

    private IReadOnlyList<T>? TakeList<T>(string field, IReadOnlyList<T>? known, IReadOnlyList<T>? said) =>
        said is null || !Decide(field, known is null, known is not null && known.SequenceEqual(said)) ? known : said;

    // Ids are taken one by one.
    private IReadOnlyDictionary<string, string>? TakeIds(IReadOnlyDictionary<string, string>? known, IReadOnlyDictionary<string, string>? said)
    {
        if (said is null) return known;
        SortedDictionary<string, string>? changed = null;
        foreach (var (scheme, local) in said)
        {
            var before = known?.GetValueOrDefault(scheme);
            if (!Decide("external_ids." + scheme, before is null, before == local)) continue;
            changed ??= new SortedDictionary<string, string>(known?.ToDictionary() ?? [], StringComparer.Ordinal);
            changed[scheme] = local;
        }

        return changed ?? known;
    }

    // Ratings are taken one by one, by whose they are.
    private IReadOnlyList<SourceRating>? TakeRatings(IReadOnlyList<SourceRating>? known, IReadOnlyList<SourceRating>? said)
    {
        foreach (var rating in said ?? [])
        {
            var before = known?.FirstOrDefault(other => other.Source == rating.Source);
            if (Decide("ratings." + rating.Source, before is null, before == rating))
                known = [.. (known ?? []).Where(other => other.Source != rating.Source).Append(rating).OrderBy(other => other.Source, StringComparer.Ordinal)];
        }

        return known;
    }

    private bool Decide(string field, bool empty, bool same)
    {
        if (same) return false;
        if (gapsOnly && !empty)
        {
            (_leftOut ??= []).Add(field);
            return false;
        }

        Changed = true;
        return true;
    }
}
