using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>Counts all matches of a query and keeps the best of those that come after the cursor.</summary>
internal sealed class HitPage : IComparer<HitPage.Candidate>
{
    private const int PriorBits = 16;
    private const int ScoreSteps = 4096;

    private readonly TextIndex _index;
    private readonly TextQuery _query;
    private readonly TitleScorer _scorer;
    private readonly byte[] _afterId;
    private readonly PriorityQueue<Candidate, Candidate> _best;
    private int _total;
    private bool _hasMore;

    public HitPage(TextIndex index, TextQuery query, TitleScorer scorer)
    {
        _index = index;
        _query = query;
        _scorer = scorer;
        _afterId = Encoding.UTF8.GetBytes(query.After?.ContentId ?? "");
        _best = new PriorityQueue<Candidate, Candidate>(query.Limit + 1, this);
    }

    /// <summary>Takes in the matches of one segment: those that have all words, or as many as are needed.</summary>
    public void Add(int segment, MatchPlanes planes, bool all, int wordsNeeded)
    {
        using var filter = new FilterMask(_query.Filter, planes.Source.Segment);
        var least = planes.Least;
        for (var document = 0; document < least.Length; document++)
        {
            if (all)
            {
                var skipped = least[document..].IndexOfAnyExcept(Grades.None);
                if (skipped < 0) return;
                document += skipped;
            }
            else if (planes.WordsOf(document) < wordsNeeded)
            {
                continue;
            }

            if (!filter.Includes(document)) continue;
            _total++;
            Offer(new Candidate(RankOf(planes, document, out var score), score, segment, document));
        }
    }

    /// <summary>The finished page.</summary>
    public TitleHits Build()
    {
        var hits = new TitleHit[_best.Count];
        for (var i = hits.Length - 1; i >= 0; i--)
        {
            var hit = _best.Dequeue();
            var title = _index.TitleAt(hit.Segment, hit.Document);
            hits[i] = new TitleHit(title, Math.Round(Math.Min(hit.Score, 1), 4), new HitPosition(hit.Rank, title.ContentId));
        }

        return new TitleHits(hits, _total, _hasMore);
    }

    /// <summary>The worse is the less, so that the worst of the best is the first to go.</summary>
    public int Compare(Candidate x, Candidate y) => x.Rank != y.Rank ? x.Rank.CompareTo(y.Rank) : IdOf(y).SequenceCompareTo(IdOf(x));

    private uint RankOf(MatchPlanes planes, int document, out float score)
    {
        score = _scorer.Score(planes, document);
        var steps = (uint)Math.Clamp(MathF.Round(score * ScoreSteps), 0, (1 << PriorBits) - 1);
        return (steps << PriorBits) | planes.Source.Segment.Titles.Priors[document];
    }

    private void Offer(Candidate candidate)
    {
        if (_query.After is { } after && !(candidate.Rank < after.Rank || (candidate.Rank == after.Rank && IdOf(candidate).SequenceCompareTo(_afterId) > 0))) return;
        _best.Enqueue(candidate, candidate);
        if (_best.Count <= _query.Limit) return;
        _best.Dequeue();
        _hasMore = true;
    }

    private ReadOnlySpan<byte> IdOf(Candidate candidate) => _index.Segments[candidate.Segment].Segment.Ids.CanonicalId(candidate.Document);

    /// <summary>A match that may be on the page.</summary>
    internal readonly record struct Candidate(uint Rank, float Score, int Segment, int Document);
}
