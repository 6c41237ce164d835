namespace MediaGateway.Domain.Discovery;

/// <summary>
/// A part of the index that never changes: the words of its titles, where each occurs, and the titles' facts. Titles
/// are numbered from 0.
/// </summary>
internal sealed class IndexSegment
{
    private readonly int[] _listStarts;
    private readonly byte[] _lists;

    public IndexSegment(TermDictionary terms, int[] listStarts, byte[] lists, IdTable ids, TitleColumns titles)
    {
        Terms = terms;
        _listStarts = listStarts;
        _lists = lists;
        Ids = ids;
        Titles = titles;
        (NameSpelling, TextSpelling) = CollectSpelling();
    }

    /// <summary>The words.</summary>
    public TermDictionary Terms { get; }

    /// <summary>The titles' ids.</summary>
    public IdTable Ids { get; }

    /// <summary>The titles' facts.</summary>
    public TitleColumns Titles { get; }

    /// <summary>The words of names and people, to be found when misspelled.</summary>
    public SpellingIndex NameSpelling { get; }

    /// <summary>The words that occur in texts only.</summary>
    public SpellingIndex TextSpelling { get; }

    /// <summary>How many titles it has, replaced ones included.</summary>
    public int Count => Titles.Count;

    /// <summary>What it takes in memory, the documents themselves left out.</summary>
    public long Bytes =>
        Terms.Bytes + ((long)_listStarts.Length * sizeof(int)) + _lists.Length + Ids.Bytes + Titles.Bytes + NameSpelling.Bytes + TextSpelling.Bytes;

    /// <summary>Where a word occurs in one zone.</summary>
    public ReadOnlySpan<byte> List(int term, Zone zone)
    {
        var list = (term * Postings.Zones) + (int)zone;
        return _lists.AsSpan(_listStarts[list], _listStarts[list + 1] - _listStarts[list]);
    }

    private (SpellingIndex Names, SpellingIndex Texts) CollectSpelling()
    {
        var names = new List<int>();
        var texts = new List<int>();
        for (var term = 0; term < Terms.Count; term++)
        {
            if (List(term, Zone.Name).Length > 0 || HasPersonsWord(term)) names.Add(term);
            else if (List(term, Zone.Text).Length > 0) texts.Add(term);
        }

        return (new SpellingIndex(Terms, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names)),
            new SpellingIndex(Terms, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(texts)));
    }

    // Pairs of a person's names are there to be found whole, not to be misspelled.
    private bool HasPersonsWord(int term)
    {
        var list = List(term, Zone.People);
        for (var position = 0; position < list.Length;)
            if ((Postings.Read(list, ref position) & (Postings.Levels - 1)) != Levels.PersonPair) return true;
        return false;
    }
}
