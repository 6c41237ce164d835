namespace MediaGateway.Domain.Discovery;

/// <summary>
/// Makes one segment of several, leaving out what was replaced. It works on the finished lists: no text is cut into
/// words again.
/// </summary>
internal static class SegmentMerger
{
    private const int Gone = -1;

    /// <summary>One segment with the living titles of these, in their order.</summary>
    public static IndexSegment Merge(IReadOnlyList<LiveSegment> segments)
    {
        var ids = new IdTable.Builder();
        var titles = new TitleColumns.Builder();
        var renumbered = new int[segments.Count][];
        var count = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            var source = segments[i];
            renumbered[i] = new int[source.Segment.Count];
            for (var document = 0; document < source.Segment.Count; document++)
            {
                renumbered[i][document] = source.IsLive(document) ? count++ : Gone;
                if (renumbered[i][document] == Gone) continue;
                ids.AddFrom(source.Segment.Ids, document);
                titles.AddFrom(source.Segment.Titles, document);
            }
        }

        var writer = new SegmentWriter();
        WriteTerms(segments, renumbered, writer);
        return writer.Build(ids.Build(), titles.Build());
    }

    private static void WriteTerms(IReadOnlyList<LiveSegment> segments, int[][] renumbered, SegmentWriter writer)
    {
        var next = new int[segments.Count];
        var holders = new List<int>(segments.Count);
        while (true)
        {
            FindLeast(segments, next, holders);
            if (holders.Count == 0) return;
            if (IsAlive(segments, renumbered, next, holders)) WriteTerm(segments, renumbered, next, holders, writer);
            foreach (var holder in holders) next[holder]++;
        }
    }

    // The segments whose next word is the first in order.
    private static void FindLeast(IReadOnlyList<LiveSegment> segments, int[] next, List<int> holders)
    {
        holders.Clear();
        for (var i = 0; i < segments.Count; i++)
        {
            var terms = segments[i].Segment.Terms;
            if (next[i] == terms.Count) continue;
            var order = holders.Count == 0 ? -1 : terms[next[i]].SequenceCompareTo(segments[holders[0]].Segment.Terms[next[holders[0]]]);
            if (order < 0) holders.Clear();
            if (order <= 0) holders.Add(i);
        }
    }

    private static bool IsAlive(IReadOnlyList<LiveSegment> segments, int[][] renumbered, int[] next, List<int> holders)
    {
        foreach (var holder in holders)
        {
            if (segments[holder].Live is null) return true;
            for (var zone = Zone.Name; zone <= Zone.Facet; zone++)
            {
                var list = segments[holder].Segment.List(next[holder], zone);
                var document = 0;
                for (var position = 0; position < list.Length;)
                {
                    document += (int)(Postings.Read(list, ref position) >> Postings.LevelBits);
                    if (renumbered[holder][document] != Gone) return true;
                }
            }
        }

        return false;
    }

    private static void WriteTerm(IReadOnlyList<LiveSegment> segments, int[][] renumbered, int[] next, List<int> holders, SegmentWriter writer)
    {
        writer.AddTerm(segments[holders[0]].Segment.Terms[next[holders[0]]]);
        for (var zone = Zone.Name; zone <= Zone.Facet; zone++)
        {
            foreach (var holder in holders)
            {
                var list = segments[holder].Segment.List(next[holder], zone);
                var document = 0;
                for (var position = 0; position < list.Length;)
                {
                    var entry = Postings.Read(list, ref position);
                    document += (int)(entry >> Postings.LevelBits);
                    var number = renumbered[holder][document];
                    if (number != Gone) writer.AddPosting(number, (int)(entry & (Postings.Levels - 1)));
                }
            }

            writer.EndList();
        }
    }
}
