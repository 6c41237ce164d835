using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>
/// A search index over titles at one moment. It never changes: <see cref="With"/> gives a new one that shares almost
/// everything with the old, so that readers take no lock and see all of a change or nothing of it.
/// </summary>
public sealed class TextIndex
{
    /// <summary>As many segments of about one size are made into one.</summary>
    private const int MergeFactor = 8;

    /// <summary>Segments up to this many titles count as one size.</summary>
    private const int SmallestTier = 64;

    private TextIndex(LiveSegment[] segments) => Segments = segments;

    /// <summary>An index without titles.</summary>
    public static TextIndex Empty { get; } = new([]);

    /// <summary>How many titles there are.</summary>
    public int Count => Segments.Sum(segment => segment.LiveCount);

    /// <summary>What it takes in memory, the titles' documents left out.</summary>
    public long Bytes => Segments.Sum(segment => segment.Segment.Bytes);

    internal LiveSegment[] Segments { get; }

    /// <summary>The index with these titles in it, in the place of those that have the same ids. Of two in the list with one id the later counts.</summary>
    public TextIndex With(IReadOnlyList<IndexedTitle> titles)
    {
        if (titles.Count == 0) return this;
        var segments = Add(titles);
        while (FindMerge(segments) is { } group) Merge(segments, group);
        return new TextIndex([.. segments]);
    }

    /// <summary>The same for one search: nothing is made ready for more titles to come, so it costs only what these few do.</summary>
    public TextIndex WithForNow(IReadOnlyList<IndexedTitle> titles) => titles.Count == 0 ? this : new TextIndex([.. Add(titles)]);

    private List<LiveSegment> Add(IReadOnlyList<IndexedTitle> titles)
    {
        var newest = new Dictionary<string, int>(titles.Count, StringComparer.Ordinal);
        var replaced = new HashSet<string>(titles.Count, StringComparer.Ordinal);
        for (var i = 0; i < titles.Count; i++)
        {
            newest[titles[i].ContentId] = i;
            replaced.Add(titles[i].ContentId);
            foreach (var absorbed in titles[i].Absorbed.Where(id => id != titles[i].ContentId))
            {
                newest.Remove(absorbed);
                replaced.Add(absorbed);
            }
        }

        var builder = new SegmentBuilder();
        for (var i = 0; i < titles.Count; i++)
            if (newest.TryGetValue(titles[i].ContentId, out var last) && last == i) builder.Add(titles[i]);
        var segments = Segments.Select(segment => Without(segment, replaced)).Where(segment => segment.LiveCount > 0).ToList();
        if (newest.Count > 0) segments.Add(new LiveSegment(builder.Build(), null, newest.Count));
        return segments;
    }

    /// <summary>Answers a query.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public TitleHits Search(TextQuery query) => TextSearch.Run(this, query);

    /// <summary>Finds a title by any of its ids.</summary>
    public bool TryFind(string id, out FoundTitle title)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        return TryFind(bytes, onlyCanonical: true, out title) || TryFind(bytes, onlyCanonical: false, out title);
    }

    internal FoundTitle TitleAt(int segment, int document)
    {
        var source = Segments[segment].Segment;
        return new FoundTitle(Encoding.UTF8.GetString(source.Ids.CanonicalId(document)), source.Titles.Documents[document], source.Titles.HasOffers[document] != 0);
    }

    private bool TryFind(ReadOnlySpan<byte> id, bool onlyCanonical, out FoundTitle title)
    {
        for (var i = Segments.Length - 1; i >= 0; i--)
        {
            var document = Segments[i].Segment.Ids.Find(id, onlyCanonical, Segments[i].Live);
            if (document < 0) continue;
            title = TitleAt(i, document);
            return true;
        }

        title = default;
        return false;
    }

    private static LiveSegment Without(LiveSegment segment, IEnumerable<string> ids)
    {
        byte[]? live = null;
        var count = segment.LiveCount;
        foreach (var id in ids)
        {
            var document = segment.Segment.Ids.Find(Encoding.UTF8.GetBytes(id), onlyCanonical: true, live ?? segment.Live);
            if (document < 0) continue;
            if (live is null)
            {
                live = new byte[segment.Segment.Count];
                if (segment.Live is null) Array.Fill(live, byte.MaxValue);
                else segment.Live.CopyTo(live, 0);
            }

            live[document] = 0;
            count--;
        }

        return live is null ? segment : new LiveSegment(segment.Segment, live, count);
    }

    // The smallest size of which there are enough; or a segment of which most was replaced.
    private static List<LiveSegment>? FindMerge(List<LiveSegment> segments)
    {
        var crowded = segments.GroupBy(segment => TierOf(segment.LiveCount)).Where(tier => tier.Count() >= MergeFactor).MinBy(tier => tier.Key);
        if (crowded is not null) return [.. crowded];
        var wasteful = segments.Find(segment => segment.LiveCount * 2 < segment.Segment.Count);
        return wasteful is null ? null : [wasteful];
    }

    private static void Merge(List<LiveSegment> segments, List<LiveSegment> group)
    {
        var merged = SegmentMerger.Merge(group);
        segments.RemoveAll(group.Contains);
        segments.Insert(0, new LiveSegment(merged, null, merged.Count));
    }

    private static int TierOf(int count)
    {
        var tier = 0;
        for (var size = count; size > SmallestTier; size /= MergeFactor) tier++;
        return tier;
    }
}

/// <summary>One title as the index holds it.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Document">The title as JSON in UTF-8.</param>
/// <param name="HasOffers">Whether some platform has it.</param>
public readonly record struct FoundTitle(string ContentId, ReadOnlyMemory<byte> Document, bool HasOffers);
