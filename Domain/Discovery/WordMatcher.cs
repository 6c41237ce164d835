namespace MediaGateway.Domain.Discovery;

/// <summary>Finds the titles that have the words of a query, in one segment, and grades them.</summary>
internal sealed class WordMatcher(QueryWords words, MatchPlanes planes, bool namesOnly)
{
    private const int ShortestPairMisspelled = 6;
    private const int ShortestTextPrefix = 3;
    private const int ShortestPrefixMisspelled = 4;

    private readonly IndexSegment _segment = planes.Source.Segment;
    private readonly List<(int Term, int Distance)> _near = [];

    private Zone LastZone => namesOnly ? Zone.Name : Zone.Text;

    private Zone LastNameZone => namesOnly ? Zone.Name : Zone.People;

    /// <summary>Words as they are typed, the last one as a beginning too, neighbours written as one, and the year.</summary>
    public void MatchAsTyped()
    {
        for (var word = 0; word < words.Count; word++)
        {
            RaiseTerm(_segment.Terms.Find(words[word]), word, LastZone, Grades.OfWord);
            if (word + 1 < words.Count) MatchPair(word);
        }

        var last = words.Count - 1;
        if (words.LastMayBePrefix) RaisePrefix(words[last], last, LastNameZone);
        if (words.YearWord >= 0) planes.RaiseYear(words.YearWord, words.Year);
    }

    /// <summary>The last word as the beginning of a word of a text; for words that are none themselves.</summary>
    public void MatchTextPrefix()
    {
        var last = words.Count - 1;
        if (!words.LastMayBePrefix || namesOnly || words[last].Length < ShortestTextPrefix) return;
        var (start, end) = _segment.Terms.FindPrefix(words[last]);
        for (var term = start; term < end; term++) planes.Raise(last, _segment.List(term, Zone.Text), Grades.OfPrefix(Zone.Text));
    }

    /// <summary>Words of titles and people that are some slips away from a word.</summary>
    public void MatchMisspelled(int word, int slips)
    {
        _near.Clear();
        _segment.NameSpelling.FindNear(words[word], slips, _near);
        foreach (var (term, distance) in _near)
            for (var zone = Zone.Name; zone <= LastNameZone; zone++)
                planes.Raise(word, _segment.List(term, zone), Grades.OfMisspelled(zone, distance));
    }

    /// <summary>A word and the next one, written as one, one slip away from a word of a title.</summary>
    public void MatchMisspelledPair(int first)
    {
        if (words.Pair(first).Length < ShortestPairMisspelled) return;
        _near.Clear();
        _segment.NameSpelling.FindNear(words.Pair(first), 1, _near);
        foreach (var (term, distance) in _near)
        {
            planes.Raise(first, _segment.List(term, Zone.Name), Grades.OfMisspelled(Zone.Name, distance));
            planes.Raise(first + 1, _segment.List(term, Zone.Name), Grades.OfMisspelled(Zone.Name, distance));
        }
    }

    /// <summary>Words of titles that begin with something one slip away from the last word.</summary>
    public void MatchMisspelledPrefix()
    {
        var last = words.Count - 1;
        if (!words.LastMayBePrefix || words[last].Length < ShortestPrefixMisspelled) return;
        _near.Clear();
        _segment.NameSpelling.FindNearPrefix(words[last], 1, _near);
        foreach (var (term, _) in _near) planes.Raise(last, _segment.List(term, Zone.Name), Grades.OfMisspelledPrefix);
    }

    /// <summary>Words of texts that are some slips away from a word.</summary>
    public void MatchMisspelledText(int word, int slips)
    {
        if (namesOnly) return;
        _near.Clear();
        _segment.TextSpelling.FindNear(words[word], slips, _near);
        foreach (var (term, distance) in _near) planes.Raise(word, _segment.List(term, Zone.Text), Grades.OfMisspelled(Zone.Text, distance));
    }

    private delegate ReadOnlySpan<byte> GradesByLevel(Zone zone);

    private void MatchPair(int first)
    {
        var term = _segment.Terms.Find(words.Pair(first));
        RaiseTerm(term, first, LastNameZone, Grades.OfPair);
        RaiseTerm(term, first + 1, LastNameZone, Grades.OfPair);
        if (!words.LastMayBePrefix || first + 2 != words.Count) return;
        RaisePrefix(words.Pair(first), first, LastNameZone);
        RaisePrefix(words.Pair(first), first + 1, LastNameZone);
    }

    private void RaiseTerm(int term, int word, Zone lastZone, GradesByLevel grades)
    {
        if (term < 0) return;
        for (var zone = Zone.Name; zone <= lastZone; zone++) planes.Raise(word, _segment.List(term, zone), grades(zone));
    }

    private void RaisePrefix(ReadOnlySpan<byte> prefix, int word, Zone lastZone)
    {
        var (start, end) = _segment.Terms.FindPrefix(prefix);
        for (var term = start; term < end; term++)
            for (var zone = Zone.Name; zone <= lastZone; zone++)
                planes.Raise(word, _segment.List(term, zone), Grades.OfPrefix(zone));
    }
}
