namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// How what sources say becomes one title. Each field belongs to the source that gave it: the same source replaces it,
/// a better one takes it over (<see cref="SourceName.Outranks"/>), any other only fills it where it is empty. So the
/// result does not depend on the order in which sources arrive, and the same record again changes nothing.
/// </summary>
public static class ContentMerge
{
    /// <summary>A title made from one record.</summary>
    public static Content Create(ContentId id, SourceRecord record, DateTimeOffset now)
    {
        var blank = new Content { ContentId = id.Value, Title = record.Title, Type = ContentType.Movie, UpdatedAt = now };
        return Apply(blank, record, gapsOnly: false, now).Content;
    }

    /// <summary>Merges one record into a title.</summary>
    /// <param name="existing">The title as it is.</param>
    /// <param name="record">What a source says.</param>
    /// <param name="gapsOnly">Whether the record may only fill what is empty, even where the source gave it.</param>
    /// <param name="now">The time of the change, if it is one.</param>
    public static MergedContent Apply(Content existing, SourceRecord record, bool gapsOnly, DateTimeOffset now)
    {
        var ledger = new FieldLedger(existing.Provenance, _ => record.Source, gapsOnly);
        var merged = Fill(existing, Facts.Of(record), ledger);
        return ledger.Changed
            ? new MergedContent(merged with { Provenance = ledger.Provenance, UpdatedAt = now }, true, ledger.LeftOut)
            : new MergedContent(existing, false, ledger.LeftOut);
    }

    /// <summary>Merges a title into another one that is the same; the first keeps its id.</summary>
    public static Content Absorb(Content kept, Content absorbed, DateTimeOffset now)
    {
        var ledger = new FieldLedger(kept.Provenance, field => absorbed.Provenance.GetValueOrDefault(field), gapsOnly: true);
        var merged = Fill(kept, Facts.Of(absorbed), ledger);
        return merged with
        {
            Provenance = ledger.Provenance,
            Aliases = [.. (kept.Aliases ?? []).Append(absorbed.ContentId).Concat(absorbed.Aliases ?? []).Distinct().Order(StringComparer.Ordinal)],
            UpdatedAt = now,
        };
    }

    private static Content Fill(Content into, Facts facts, FieldLedger ledger) => into with
    {
        Title = ledger.Take("title", into.Title, facts.Title)!,
        Type = ledger.Take("type", into.Type, facts.Type) ?? into.Type,
        OriginalTitle = ledger.Take("original_title", into.OriginalTitle, facts.OriginalTitle),
        Year = ledger.Take("year", into.Year, facts.Year),
        ReleaseDate = ledger.Take("release_date", into.ReleaseDate, facts.ReleaseDate),
        Overview = ledger.Take("overview", into.Overview, facts.Overview),
        Keywords = ledger.Take("keywords", into.Keywords, facts.Keywords),
        Trailers = ledger.Take("trailers", into.Trailers, facts.Trailers),
        Genres = ledger.Take("genres", into.Genres, facts.Genres),
        Cast = ledger.Take("cast", into.Cast, facts.Cast),
        Directors = ledger.Take("directors", into.Directors, facts.Directors),
        RuntimeMinutes = ledger.Take("runtime_minutes", into.RuntimeMinutes, facts.RuntimeMinutes),
        Seasons = ledger.Take("seasons", into.Seasons, facts.Seasons),
        Artist = ledger.Take("artist", into.Artist, facts.Artist),
        Tracks = ledger.Take("tracks", into.Tracks, facts.Tracks),
        Rating = ledger.Take("rating", into.Rating, facts.Rating),
        Ratings = ledger.TakeRatings(into.Ratings, facts.Ratings),
        Images = new ContentImages(
            ledger.Take("images.poster", into.Images.Poster, facts.Images.Poster),
            ledger.Take("images.backdrop", into.Images.Backdrop, facts.Images.Backdrop)),
        ExternalIds = ledger.TakeIds(into.ExternalIds, facts.ExternalIds),
        Availability = ledger.TakeOffers(into.Availability, facts.Availability),
    };
}

/// <summary>How a merge ended.</summary>
/// <param name="Content">The title after it.</param>
/// <param name="Changed">Whether anything changed.</param>
/// <param name="LeftOut">Fields in which a record that may only fill gaps said something else.</param>
public sealed record MergedContent(Content Content, bool Changed, IReadOnlyList<string> LeftOut);
