using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>
/// What a title is made of: what each source says of it, and the titles that turned out to be it, whole, so that they can
/// be had back. A title is a pure function of its origin (<see cref="TitleView"/>).
/// </summary>
[GenerateSerializer, Immutable, Alias("mg.title-origin")]
public sealed record TitleOrigin
{
    /// <summary>The canonical id of the title.</summary>
    [Id(0)] public required string ContentId { get; init; }

    /// <summary>What sources say of it, one statement for each source, the best ranked first.</summary>
    [Id(1)] public required IReadOnlyList<TitleStatement> Statements { get; init; }

    /// <summary>Titles that it took in, by their ids, each as it was and as its sources have spoken since; null for none.</summary>
    [Id(2)] public IReadOnlyList<TitleOrigin>? Absorbed { get; init; }

    /// <summary>Titles that were said to be others, whatever they look like; null for none.</summary>
    [Id(3)] public IReadOnlyList<string>? Different { get; init; }

    /// <summary>Second names from before origins were kept: of titles that cannot be had back; null for none.</summary>
    [Id(4)] public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>Itself and all that it took in.</summary>
    internal IEnumerable<TitleOrigin> All => Absorbed is null ? [this] : Absorbed.SelectMany(part => part.All).Prepend(this);

    /// <summary>What the title says as a whole: one statement for each source, the best ranked first.</summary>
    internal IReadOnlyList<TitleStatement> Combined => Absorbed is null ? Statements :
    [
        .. All.OrderBy(part => ReferenceEquals(part, this) ? 0 : 1).ThenBy(part => part.ContentId, StringComparer.Ordinal)
            .SelectMany(part => part.Statements)
            .GroupBy(statement => statement.Source, StringComparer.Ordinal)
            .Select(said => said.Aggregate(static (first, later) => new StatementUpdate(gapsOnly: true).Apply(first, later)))
            .OrderBy(statement => statement.Source, SourceName.BestFirst),
    ];

    /// <summary>All names of the titles that it took in.</summary>
    internal IReadOnlyList<string> AllAliases =>
        Absorbed is null && Aliases is null ? [] : [.. All.SelectMany(part => (part.Aliases ?? []).Append(part.ContentId)).Where(id => id != ContentId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether a source has spoken of it.</summary>
    public bool Speaks(string source) => All.Any(part => part.IndexOf(source) >= 0);

    /// <summary>The title that it took in and that a source has by this id; null where there is none.</summary>
    internal TitleOrigin? AbsorbedOf(string source, string ownId) =>
        Absorbed is null ? null : All.Skip(1).FirstOrDefault(part => part.Statements.Any(statement => statement.Source == source && statement.OwnId == ownId));

    /// <summary>Who has spoken of it.</summary>
    internal IEnumerable<string> Sources => All.SelectMany(part => part.Statements).Select(statement => statement.Source);

    /// <summary>Whether a source has said where it is to be had, whether or not that is shown.</summary>
    public bool HasOffersOf(string source) => Combined.Any(statement => statement.Source == source && statement.Availability is not null);

    /// <summary>What a title is made of.</summary>
    public static TitleOrigin Of(Content content) => content.Origin ?? OriginOfDocument.Read(content);

    /// <summary>The origin after a source has spoken.</summary>
    /// <param name="said">What it says.</param>
    /// <param name="gapsOnly">Whether it may only fill what it has left open.</param>
    /// <param name="offerScope">Of what its offers are all there are; null for everything.</param>
    public OriginUpdate Take(TitleStatement said, bool gapsOnly, OfferScope? offerScope = null)
    {
        var part = PartFor(said);
        var index = part.IndexOf(said.Source);
        if (index < 0)
        {
            List<TitleStatement> statements = [.. part.Statements.Append(said).OrderBy(statement => statement.Source, SourceName.BestFirst)];
            return new OriginUpdate(Replace(part, part with { Statements = statements }), true, []);
        }

        var update = new StatementUpdate(gapsOnly);
        var known = part.Statements[index];
        var statement = update.Apply(known, offerScope is null ? said : said.Widen(known, offerScope));
        return update.Changed
            ? new OriginUpdate(Replace(part, part with { Statements = [.. part.Statements.Select((other, i) => i == index ? statement : other)] }), true, update.LeftOut)
            : new OriginUpdate(this, false, update.LeftOut);
    }

    /// <summary>The origin with another title in it that is the same.</summary>
    public TitleOrigin Absorb(TitleOrigin other) => this with
    {
        Absorbed = [.. (Absorbed ?? []).Append(other).OrderBy(part => part.ContentId, StringComparer.Ordinal)],
    };

    /// <summary>Takes out a title that was taken in; null where it is not known what it was.</summary>
    public SplitOrigin? Split(string absorbedId)
    {
        if (All.Skip(1).FirstOrDefault(part => part.ContentId == absorbedId) is not { } part) return null;
        return new SplitOrigin(Without(part), part);
    }

    /// <summary>The ids elsewhere that its sources have given it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Ids => All.SelectMany(part => part.Statements).SelectMany(statement => statement.ExternalIds ?? new Dictionary<string, string>());

    /// <summary>The origin without these ids.</summary>
    internal TitleOrigin WithoutIds(IReadOnlyCollection<KeyValuePair<string, string>> ids) => this with
    {
        Statements = [.. Statements.Select(statement => statement.WithoutIds(ids))],
        Absorbed = Absorbed is null ? null : [.. Absorbed.Select(part => part.WithoutIds(ids))],
    };

    /// <summary>Whether a source has named an offer of this kind, whether or not that is shown.</summary>
    internal bool HasOfferOf(string source, Func<Offer, bool> isMeant) =>
        All.SelectMany(part => part.Statements).Any(statement => statement.Source == source && statement.Availability?.Any(isMeant) is true);

    /// <summary>The origin without these offers of a source.</summary>
    internal TitleOrigin WithoutOffers(string source, Func<Offer, bool> isGone) => this with
    {
        Statements = [.. Statements.Select(statement => statement.Source == source ? statement.WithoutOffers(isGone) : statement)],
        Absorbed = Absorbed is null ? null : [.. Absorbed.Select(part => part.WithoutOffers(source, isGone))],
    };

    /// <summary>The origin without some statements.</summary>
    internal TitleOrigin WithoutStatements(Func<TitleStatement, bool> isMeant) => this with
    {
        Statements = [.. Statements.Where(statement => !isMeant(statement))],
        Absorbed = Absorbed is null ? null : [.. Absorbed.Select(part => part.WithoutStatements(isMeant))],
    };

    /// <summary>The origin of a title that is another than the one of this id.</summary>
    internal TitleOrigin Distinguish(string otherId) => this with { Different = [.. (Different ?? []).Append(otherId).Distinct().Order(StringComparer.Ordinal)] };

    /// <summary>The origin of a title that is no longer said to be another than those of these names.</summary>
    internal TitleOrigin Forgive(IReadOnlyCollection<string> names)
    {
        List<string> rest = [.. (Different ?? []).Except(names)];
        return this with { Different = rest.Count == 0 ? null : rest, Absorbed = Absorbed is null ? null : [.. Absorbed.Select(part => part.Forgive(names))] };
    }

    // What a source says of a title that was two goes where it spoke before: its own id tells of which it speaks.
    private TitleOrigin PartFor(TitleStatement said)
    {
        if (Absorbed is null) return this;
        var speaking = All.Where(part => part.IndexOf(said.Source) >= 0).ToList();
        return speaking.Find(part => said.OwnId is not null && part.Statements[part.IndexOf(said.Source)].OwnId == said.OwnId)
            ?? (said.OwnId is not null || speaking.Contains(this) ? this : speaking.FirstOrDefault())
            ?? this;
    }

    private int IndexOf(string source)
    {
        for (var i = 0; i < Statements.Count; i++)
            if (Statements[i].Source == source) return i;
        return -1;
    }

    private TitleOrigin Replace(TitleOrigin part, TitleOrigin by) =>
        ReferenceEquals(this, part) ? by : this with { Absorbed = Absorbed is null ? null : [.. Absorbed.Select(inner => inner.Replace(part, by))] };

    private TitleOrigin Without(TitleOrigin part)
    {
        List<TitleOrigin> rest = [.. (Absorbed ?? []).Where(inner => !ReferenceEquals(inner, part)).Select(inner => inner.Without(part))];
        return this with { Absorbed = rest.Count == 0 ? null : rest };
    }
}

/// <summary>What became of an origin when a source spoke.</summary>
/// <param name="Origin">The origin after it.</param>
/// <param name="Changed">Whether it is another one.</param>
/// <param name="LeftOut">Fields in which a source that may only fill gaps said something else.</param>
public sealed record OriginUpdate(TitleOrigin Origin, bool Changed, IReadOnlyList<string> LeftOut);

/// <summary>Two titles that were one.</summary>
/// <param name="Kept">The one that keeps the place.</param>
/// <param name="Restored">The one that has its place back.</param>
public sealed record SplitOrigin(TitleOrigin Kept, TitleOrigin Restored);
