using MediaGateway.Domain.Catalogue.Merging;

namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// How what sources say becomes one title. What each source says is kept, and the title follows from that alone
/// (<see cref="TitleView"/>): the order in which sources arrive does not matter, and the same record again changes nothing.
/// </summary>
public static class ContentMerge
{
    /// <summary>A title made from one record.</summary>
    public static Content Create(ContentId id, SourceRecord record, DateTimeOffset now) =>
        TitleView.Of(new TitleOrigin { ContentId = id.Value, Statements = [StatementAge.Stamp(TitleStatement.Of(record), now)] }, now);

    /// <summary>Merges one record into a title.</summary>
    /// <param name="existing">The title as it is.</param>
    /// <param name="record">What a source says.</param>
    /// <param name="gapsOnly">Whether the record may only fill what its source has left open.</param>
    /// <param name="now">The time of the change, if it is one.</param>
    public static MergedContent Apply(Content existing, SourceRecord record, bool gapsOnly, DateTimeOffset now)
    {
        var (origin, said) = (TitleOrigin.Of(existing), TitleStatement.Of(record));
        var update = origin.Take(origin.Speaks(record.Source) ? said : StatementAge.Stamp(said, now), gapsOnly, record.OfferScope);
        return new MergedContent(update.Changed ? TitleView.Of(update.Origin, now) : existing, update.Changed, update.LeftOut);
    }

    /// <summary>Takes back offers that a source has named and that are gone.</summary>
    /// <param name="existing">The title as it is.</param>
    /// <param name="source">Who named them.</param>
    /// <param name="isGone">Which of its offers are gone.</param>
    /// <param name="now">The time of the change, if it is one.</param>
    public static MergedContent EndOffers(Content existing, string source, Func<Offer, bool> isGone, DateTimeOffset now)
    {
        var origin = TitleOrigin.Of(existing);
        return origin.HasOfferOf(source, isGone)
            ? new MergedContent(TitleView.Of(origin.WithoutOffers(source, isGone), now), true, [])
            : new MergedContent(existing, false, []);
    }

    /// <summary>
    /// Drops what sources have said so long ago that it may not be kept (<see cref="StatementAge"/>). Of a title of which nothing
    /// is left its name and kind stay, so that lists that have it can be read.
    /// </summary>
    public static MergedContent DropOld(Content existing, DateTimeOffset now)
    {
        var origin = TitleOrigin.Of(existing);
        if (!origin.All.SelectMany(part => part.Statements).Any(IsOver)) return new MergedContent(existing, false, []);
        var rest = origin.WithoutStatements(IsOver);
        if (!rest.All.Any(part => part.Statements.Count > 0))
        {
            rest = rest with { Statements = [new TitleStatement { Source = SourceName.Default, Title = existing.Title, Type = existing.Type }] };
        }

        return new MergedContent(TitleView.Of(rest, now), true, []);

        bool IsOver(TitleStatement statement) => StatementAge.IsOver(statement, existing.UpdatedAt, now);
    }

    /// <summary>Merges a title into another one that is the same; the first keeps its id, the other can be had back.</summary>
    public static Content Absorb(Content kept, Content absorbed, DateTimeOffset now) =>
        TitleView.Of(TitleOrigin.Of(kept).Absorb(TitleOrigin.Of(absorbed)), now);
}

/// <summary>How a merge ended.</summary>
/// <param name="Content">The title after it.</param>
/// <param name="Changed">Whether anything changed.</param>
/// <param name="LeftOut">Fields in which a record that may only fill gaps said something else.</param>
public sealed record MergedContent(Content Content, bool Changed, IReadOnlyList<string> LeftOut);
