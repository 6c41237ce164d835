namespace MediaGateway.Domain.Discovery;

/// <summary>
/// How well a title matches a query, from 0 to 1. One half is the words: each counts by its grade and by how rare it is.
/// The other half is the title as a whole: how much of the query is in it, how much of it is in the query, and whether
/// the query is the title, or begins it. Words that are only in the texts count against it. A title match therefore beats any number of mentions in an overview.
/// </summary>
internal sealed class TitleScorer
{
    private const float WordsShare = 0.45f;
    private const float TitleShare = 0.55f;
    private const float InTitle = 0.35f;
    private const float Coverage = 0.35f;
    private const float IsTitle = 0.30f;
    private const float IsTitleButArticles = 0.28f;
    private const float BeginsTitle = 0.20f;
    private const float InOrder = 0.14f;
    private const float AllInTitle = 0.10f;

    private readonly QueryWords _words;
    private readonly float[] _rarity;
    private readonly float _allRarity;

    /// <summary>Prepares for a query.</summary>
    /// <param name="words">The query.</param>
    /// <param name="holders">For each word how many titles have it.</param>
    /// <param name="titles">How many titles there are.</param>
    public TitleScorer(QueryWords words, ReadOnlySpan<int> holders, int titles)
    {
        _words = words;
        _rarity = new float[words.Count];
        for (var word = 0; word < words.Count; word++)
        {
            _rarity[word] = MathF.Log(1 + ((titles - holders[word] + 0.5f) / (holders[word] + 0.5f)));
            _allRarity += _rarity[word];
        }
    }

    /// <summary>The score of a title.</summary>
    public float Score(MatchPlanes planes, int document)
    {
        float weights = 0, inNames = 0, likeness = 0, byYear = 0;
        int titleBytes = 0, titleWords = 0, yearWords = 0;
        var pairs = true;
        for (var word = 0; word < _words.Count; word++)
        {
            var grade = planes.Grade(word, document);
            weights += Grades.WeightOf(grade) * _rarity[word];
            if (grade >= Grades.LeastName) inNames += _rarity[word];
            if (grade == Grades.Year)
            {
                byYear = _rarity[word];
                yearWords = 1;
            }

            if (!Grades.IsTitle(grade)) continue;
            likeness += Grades.LikenessOf(grade) * _rarity[word];
            titleBytes += _words[word].Length;
            titleWords++;
            pairs &= grade == Grades.TitlePair;
        }

        var score = WordsShare * weights / _allRarity;
        if (titleWords == 0) return score;
        var keys = planes.Source.Segment.Titles.Keys(document);
        var length = keys.BareOriginal.IsEmpty ? keys.BareTitle.Length : Math.Min(keys.BareTitle.Length, keys.BareOriginal.Length);
        var title = InTitle + (Coverage * Math.Min(1f, (float)titleBytes / Math.Max(length, 1)));
        if (titleWords + yearWords == _words.Count) title += Likeness(keys, yearWords > 0, pairs);
        return score + (TitleShare * Math.Min(title, 1) * (likeness / (_allRarity - byYear)) * (inNames / _allRarity));
    }

    /// <summary>Whether the query is the title.</summary>
    public bool IsExact(MatchPlanes planes, int document)
    {
        var keys = planes.Source.Segment.Titles.Keys(document);
        return Likeness(keys, yearMatched: false, pairs: false) >= IsTitleButArticles
            || (_words.YearWord >= 0 && planes.Grade(_words.YearWord, document) == Grades.Year && Likeness(keys, yearMatched: true, pairs: false) >= IsTitleButArticles);
    }

    private float Likeness(NameKeys keys, bool yearMatched, bool pairs)
    {
        ReadOnlySpan<byte> key = yearMatched ? _words.KeyWithoutYear : _words.Key;
        ReadOnlySpan<byte> bare = yearMatched ? _words.BareKeyWithoutYear : _words.BareKey;
        if (key.SequenceEqual(keys.Title) || key.SequenceEqual(keys.Original)) return IsTitle;
        if (bare.SequenceEqual(keys.BareTitle) || bare.SequenceEqual(keys.BareOriginal)) return IsTitleButArticles;
        if (keys.Title.StartsWith(key) || keys.BareTitle.StartsWith(bare) || keys.Original.StartsWith(key) || keys.BareOriginal.StartsWith(bare)) return BeginsTitle;
        return pairs ? InOrder : AllInTitle;
    }
}
