namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>Decides field by field whose word counts, and writes down who it was.</summary>
/// <param name="provenance">Who gave which field so far.</param>
/// <param name="speaker">Who says it now, by field; null for nobody in particular.</param>
/// <param name="gapsOnly">Whether only empty fields are taken.</param>
internal sealed class FieldLedger(IReadOnlyDictionary<string, string> provenance, Func<string, string?> speaker, bool gapsOnly)
{
    private Dictionary<string, string>? _changedProvenance;
    private List<string>? _leftOut;

    /// <summary>Whether anything was taken.</summary>
    public bool Changed { get; private set; }

    /// <summary>Who gave which field now.</summary>
    public IReadOnlyDictionary<string, string> Provenance => _changedProvenance is null ? provenance : Sort(_changedProvenance);

    /// <summary>Fields in which only filling gaps left something out.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut ?? [];

    public string? Take(string field, string? current, string? said) =>
        said is null ? current : Decide(field, current is null, current == said) ? said : current;

    public T? Take<T>(string field, T? current, T? said) where T : struct =>
        said is null ? current : Decide(field, current is null, current.Equals(said)) ? said : current;

    public IReadOnlyList<string> Take(string field, IReadOnlyList<string> current, IReadOnlyList<string> said) =>
        said.Count == 0 ? current : Decide(field, current.Count == 0, current.SequenceEqual(said)) ? said : current;

    /// <summary>Ids are taken one by one.</summary>
    public IReadOnlyDictionary<string, string> TakeIds(IReadOnlyDictionary<string, string> current, IReadOnlyList<KeyValuePair<string, string>> said)
    {
        Dictionary<string, string>? changed = null;
        foreach (var (scheme, local) in said)
        {
            var known = current.GetValueOrDefault(scheme);
            if (Take("external_ids." + scheme, known, local) is { } kept && kept != known)
            {
                changed ??= new Dictionary<string, string>(current, StringComparer.Ordinal);
                changed[scheme] = kept;
            }
        }

        return changed is null ? current : Sort(changed);
    }

    /// <summary>Ratings are taken one by one, by whose they are.</summary>
    public IReadOnlyList<SourceRating> TakeRatings(IReadOnlyList<SourceRating> current, IReadOnlyList<SourceRating> said)
    {
        foreach (var rating in said)
        {
            var known = current.FirstOrDefault(other => other.Source == rating.Source);
            if (Decide("ratings." + rating.Source, known is null, known == rating))
            {
                current = [.. current.Where(other => other.Source != rating.Source).Append(rating).OrderBy(other => other.Source, StringComparer.Ordinal)];
            }
        }

        return current;
    }

    /// <summary>The offers of a source replace all that it said before, and nobody else's.</summary>
    public IReadOnlyList<Offer> TakeOffers(IReadOnlyList<Offer> current, IReadOnlyList<Offer> said)
    {
        foreach (var offers in said.GroupBy(offer => offer.Source, StringComparer.Ordinal))
        {
            var known = current.Where(offer => offer.Source == offers.Key).ToList();
            if (known.SequenceEqual(offers))
            {
                continue;
            }

            if (gapsOnly && known.Count > 0)
            {
                (_leftOut ??= []).Add("availability");
                continue;
            }

            Changed = true;
            current = [.. current.Where(offer => offer.Source != offers.Key).Concat(offers).OrderBy(offer => offer.Source, StringComparer.Ordinal)];
        }

        return current;
    }

    // One title has one document: the order in which sources came must not show.
    private static Dictionary<string, string> Sort(Dictionary<string, string> unsorted)
    {
        var keys = unsorted.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        var sorted = new Dictionary<string, string>(keys.Length, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            sorted.Add(key, unsorted[key]);
        }

        return sorted;
    }

    private bool Decide(string field, bool empty, bool same)
    {
        var owner = (_changedProvenance ?? provenance).GetValueOrDefault(field);
        var source = speaker(field);
        if (owner is not null && owner == source)
        {
            if (same)
            {
                return false;
            }

            if (gapsOnly)
            {
                (_leftOut ??= []).Add(field);
                return false;
            }
        }
        else if (owner is not null && (source is null || !SourceName.Outranks(source, owner)))
        {
            return false;
        }
        else if (owner is null && source is null && !empty)
        {
            return false;
        }

        Changed = true;
        if (source is not null && source != owner)
        {
            _changedProvenance ??= new Dictionary<string, string>(provenance, StringComparer.Ordinal);
            _changedProvenance[field] = source;
        }

        return true;
    }
}
