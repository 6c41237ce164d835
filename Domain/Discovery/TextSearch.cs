namespace MediaGateway.Domain.Discovery;

// How a query is answered.
//
// People type three words, one of them wrong and the last of them unfinished, and expect the film they mean on top, a
// total that is right, and no second page that repeats the first; the answer has half a millisecond.
//
// The usual engine walks the lists of all words side by side and keeps the best few, skipping what cannot get among
// them. That is fast for whole words, but each misspelling and each prefix turns one list into hundreds, what is
// skipped is not counted, and a total must be. Here the size of the catalogue is used instead: tens of thousands of
// titles are few for a processor that works on 32 bytes at a time. Each word of the query gets a plane, one byte for
// each title: the grade of the best way in which the title has that word (Grades). All lists of a word, whatever their
// number, are poured into its plane, the greatest grade winning, so that the order of pouring is of no account. The
// titles that have every word are those with a non-zero minimum over the planes: a few microseconds, and the count is
// exact because nothing is skipped. Only they are scored (TitleScorer).
//
// What counts as a match is decided by what there is, from strict to lenient, and always over all segments at once, so
// that the same titles give the same answer however the index came about:
//   1. words as typed; the last one also as the beginning of a word of a title or of a person's name;
//   2. when fewer than three titles have all words in names, and none is what was typed, words of titles and people one
//      or two slips away count too, and then, for words that still have nothing, words of texts (SpellingIndex);
//   3. when no title has all words, one slip more is forgiven in shorter words;
//   4. when that does not help either, it is taken back, and those count that have the most words of any, if that is at
//      least half of them.
// Filters narrow what was found and decide nothing.
//
// The order is (score in 4,096 steps, prominence, id), none of which depends on the segments or on the page, so a cursor
// is just the place of the last hit.

/// <summary>Answers one query over one index.</summary>
internal sealed class TextSearch : IDisposable
{
    private const int EnoughAsTyped = 3;

    private readonly TextIndex _index;
    private readonly TextQuery _query;
    private readonly QueryWords _words;
    private readonly MatchPlanes[] _planes;
    private readonly WordMatcher[] _matchers;

    private TextSearch(TextIndex index, TextQuery query, QueryWords words)
    {
        _index = index;
        _query = query;
        _words = words;
        _planes = [.. index.Segments.Select(segment => new MatchPlanes(segment, words.Count))];
        _matchers = [.. _planes.Select(planes => new WordMatcher(words, planes, query.NamesOnly))];
    }

    /// <summary>Answers a query.</summary>
    public static TitleHits Run(TextIndex index, TextQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var words = QueryWords.Of(query.Text);
        if (words.Count == 0) return new TitleHits([], 0, false);
        using var search = new TextSearch(index, query, words);
        search.Match();
        return search.Rank();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var planes in _planes) planes.Dispose();
    }

    private void Match()
    {
        MatchAsTyped();
        if (IsEnoughAsTyped()) return;
        MatchMisspelled();
        if (AnyHasAll()) return;

        for (var word = 0; word < _words.Count; word++)
        {
            var slips = QueryWords.SlipsForgivenInNeed(_words[word]);
            if (slips == QueryWords.SlipsForgiven(_words[word])) continue;
            foreach (var matcher in _matchers) matcher.MatchMisspelled(word, slips);
        }

        Combine();
        if (AnyHasAll()) return;
        foreach (var planes in _planes) planes.Clear();
        MatchAsTyped();
        MatchMisspelled();
    }

    private void MatchAsTyped()
    {
        foreach (var matcher in _matchers) matcher.MatchAsTyped();
        if (CountWith(_words.Count - 1) == 0)
            foreach (var matcher in _matchers) matcher.MatchTextPrefix();
        Combine();
    }

    private void MatchMisspelled()
    {
        for (var word = 0; word < _words.Count; word++) MatchMisspelled(word);
        Combine();
    }

    private void MatchMisspelled(int word)
    {
        var slips = QueryWords.SlipsForgiven(_words[word]);
        // A three-letter word has too many neighbours; it is only doubted when nothing is called that.
        if (slips == 0 && _words[word].Length == 3 && CountWith(word) == 0) slips = 1;
        if (slips > 0)
            foreach (var matcher in _matchers) matcher.MatchMisspelled(word, slips);
        if (word + 1 < _words.Count)
            foreach (var matcher in _matchers) matcher.MatchMisspelledPair(word);
        if (CountWith(word) > 0) return;
        if (word == _words.Count - 1)
            foreach (var matcher in _matchers) matcher.MatchMisspelledPrefix();
        if (CountWith(word) > 0 || slips == 0) return;
        foreach (var matcher in _matchers) matcher.MatchMisspelledText(word, slips);
    }

    private void Combine()
    {
        foreach (var planes in _planes) planes.Combine();
    }

    private int CountWith(int word) => _planes.Sum(planes => planes.CountWith(word));

    private bool IsEnoughAsTyped()
    {
        var scorer = new TitleScorer(_words, new int[_words.Count], 0);
        var count = 0;
        foreach (var planes in _planes)
        {
            var least = planes.Least;
            for (var document = 0; document < least.Length; document++)
            {
                if (least[document] < Grades.LeastName) continue;
                if (++count >= EnoughAsTyped || scorer.IsExact(planes, document)) return true;
            }
        }

        return false;
    }

    private TitleHits Rank()
    {
        var holders = new int[_words.Count];
        for (var word = 0; word < holders.Length; word++) holders[word] = CountWith(word);
        var page = new HitPage(_index, _query, new TitleScorer(_words, holders, _index.Count));
        var wordsNeeded = _words.Count;
        if (!AnyHasAll()) wordsNeeded = MostWordsOfAny();
        for (var segment = 0; segment < _planes.Length && wordsNeeded > 0; segment++) page.Add(segment, _planes[segment], wordsNeeded == _words.Count, wordsNeeded);
        return page.Build();
    }

    private bool AnyHasAll() => Array.Exists(_planes, planes => planes.Least.IndexOfAnyExcept(Grades.None) >= 0);

    private int MostWordsOfAny()
    {
        var most = 0;
        foreach (var planes in _planes)
            for (var document = 0; document < planes.Count; document++) most = Math.Max(most, planes.WordsOf(document));
        return most * 2 >= _words.Count ? most : 0;
    }
}
