namespace MediaGateway.Domain.Catalogue.Merging;

/// <summary>Chooses the value of one field after the other, and writes down whose it is.</summary>
/// <param name="statements">What is said, the best ranked source first, each source once.</param>
internal sealed class ViewFields(IReadOnlyList<TitleStatement> statements)
{
    private const char Joint = '+';

    private readonly Dictionary<string, string> _provenance = new(StringComparer.Ordinal);

    /// <summary>Who gave which field.</summary>
    public IReadOnlyDictionary<string, string> Provenance => _provenance;

    public string? Best(string field, Func<TitleStatement, string?> of)
    {
        foreach (var statement in statements)
        {
            if (of(statement) is not { } value) continue;
            _provenance[field] = statement.Source;
            return value;
        }

        return null;
    }

    public T? BestValue<T>(string field, Func<TitleStatement, T?> of) where T : struct
    {
        foreach (var statement in statements)
        {
            if (of(statement) is not { } value) continue;
            _provenance[field] = statement.Source;
            return value;
        }

        return null;
    }

    public IReadOnlyList<string> BestList(string field, Func<TitleStatement, IReadOnlyList<string>?> of)
    {
        foreach (var statement in statements)
        {
            if (of(statement) is not { } value) continue;
            _provenance[field] = statement.Source;
            return value;
        }

        return [];
    }

    /// <summary>Of several texts the one that a rule chooses.</summary>
    public string? Chosen(string field, Func<TitleStatement, string?> of, Func<IReadOnlyList<(string Source, string Text)>, (string Source, string Text)?> choose)
    {
        if (statements.Count == 1) return Best(field, of);
        var said = statements.Where(statement => of(statement) is not null).Select(statement => (statement.Source, of(statement)!)).ToList();
        if (choose(said) is not { } chosen) return null;
        _provenance[field] = chosen.Source;
        return chosen.Text;
    }

    public int? Runtime()
    {
        var said = statements.Where(static one => one.RuntimeMinutes is not null).Select(static one => (one.Source, one.RuntimeMinutes!.Value)).ToList();
        if (RuntimeAverage.Of(said) is not { } average) return null;
        Note("runtime_minutes", average.Sources);
        return average.Minutes;
    }

    public IReadOnlyList<string> Genres()
    {
        if (statements.Count == 1) return BestList("genres", static one => one.Genres);
        var said = statements.Where(static one => one.Genres is not null).ToList();
        if (said.Count == 0) return [];
        Note("genres", said.Select(static one => one.Source));
        return [.. said.SelectMany(static one => one.Genres!).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The title's own rating and everybody's; each is told by whose it is, else by the best ranked source.</summary>
    public (decimal? Own, IReadOnlyList<SourceRating> All) Ratings()
    {
        var told = statements
            .SelectMany(static one => (one.Ratings ?? []).Select(rating => (Rating: rating, Teller: one.Source)))
            .OrderBy(static one => one.Rating.Source, StringComparer.Ordinal).ThenBy(static one => one.Rating.Source == one.Teller ? 0 : 1)
            .DistinctBy(static one => one.Rating.Source)
            .ToList();
        var implied = statements
            .Where(statement => !told.Exists(one => one.Rating.Source == statement.Source))
            .SelectMany(static one => RatingAverage.OwnOf(one) is { } rating ? [(Rating: rating, Teller: one.Source)] : Array.Empty<(SourceRating Rating, string Teller)>());
        var average = RatingAverage.Of([.. told.Concat(implied)]);
        if (average is { } weighted) Note("rating", weighted.Tellers);
        var own = average is { } known ? known.Value : BestValue("rating", static one => one.Rating);
        foreach (var (rating, teller) in told) _provenance["ratings." + rating.Source] = teller;
        return (own, [.. told.Select(static one => one.Rating)]);
    }

    /// <summary>Ids elsewhere, each from who gave it, else from the best ranked source.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds()
    {
        var ids = new SortedDictionary<string, (string Local, string Teller)>(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            foreach (var (scheme, local) in statement.ExternalIds ?? new Dictionary<string, string>())
            {
                if (scheme == statement.Source) ids[scheme] = (local, statement.Source);
                else ids.TryAdd(scheme, (local, statement.Source));
            }
        }

        foreach (var (scheme, (_, teller)) in ids) _provenance["external_ids." + scheme] = teller;
        return ids.ToDictionary(static id => id.Key, static id => id.Value.Local, StringComparer.Ordinal);
    }

    public IReadOnlyList<Offer> Offers() => OfferChoice.Of(statements);

    private void Note(string field, IEnumerable<string> sources) =>
        _provenance[field] = string.Join(Joint, sources.Distinct(StringComparer.Ordinal).Order(SourceName.BestFirst));
}
