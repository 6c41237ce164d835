using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>Makes a segment of titles.</summary>
internal sealed class SegmentBuilder
{
    private const int LeadCast = 3;

    private readonly TermTable _terms = new();
    private readonly TokenBuffer _tokens = new();
    private readonly byte[] _scratch = new byte[TitleKeys.MaxBytes];
    private readonly IdTable.Builder _ids = new();
    private readonly TitleColumns.Builder _titles = new();

    // One entry for each word in each zone of each title, in the order of titles: where (word and zone) and what
    // (title and level).
    private int[] _lists = new int[1 << 12];
    private uint[] _postings = new uint[1 << 12];
    private int _count;

    // The newest entry of each list, so that a word that comes again in the same title is found.
    private int[] _newest = [];
    private int _firstOfTitle;
    private int _documents;

    /// <summary>Adds a title. Two titles of one segment never have the same canonical id.</summary>
    public void Add(IndexedTitle title)
    {
        _firstOfTitle = _count;
        AddName(title.Title, Levels.Title);
        if (title.OriginalTitle is { } original) AddName(original, Levels.OriginalTitle);
        foreach (var director in title.Directors) AddPerson(director, Levels.Lead);
        for (var i = 0; i < title.Cast.Count; i++) AddPerson(title.Cast[i], i < LeadCast ? Levels.Lead : Levels.Cast);
        foreach (var genre in title.Genres) AddText(genre, Levels.Genre);
        foreach (var keyword in title.Keywords) AddText(keyword, Levels.Keyword);
        if (title.Overview is { } overview) AddText(overview, Levels.Mentioned);
        foreach (var facet in Facets.Of(title)) AddPosting(Encoding.UTF8.GetBytes(facet), Zone.Facet, 0);
        _ids.Add(title.ContentId, title.OutsideIds);
        _titles.Add(title);
        _documents++;
    }

    /// <summary>The finished segment.</summary>
    public IndexSegment Build()
    {
        var order = _terms.Sorted();
        var (starts, grouped) = GroupByList();
        var writer = new SegmentWriter();
        foreach (var term in order)
        {
            writer.AddTerm(_terms[term]);
            for (var zone = 0; zone < Postings.Zones; zone++)
            {
                var list = (term * Postings.Zones) + zone;
                foreach (var posting in grouped.AsSpan(starts[list], starts[list + 1] - starts[list]))
                    writer.AddPosting((int)(posting >> Postings.LevelBits), (int)(posting & (Postings.Levels - 1)));
                writer.EndList();
            }
        }

        return writer.Build(_ids.Build(), _titles.Build());
    }

    private void AddName(string name, int level)
    {
        Tokenizer.Tokenize(name, _tokens);
        var previous = -1;
        for (var i = 0; i < _tokens.Count; i++)
        {
            AddPosting(_tokens[i], Zone.Name, level);
            foreach (var form in WordLists.FormsOf(_tokens[i], i)) AddPosting(form, Zone.Name, level);
            if (WordLists.IsOptional(_tokens[i])) continue;
            if (previous >= 0) AddPosting(Pair(previous, i), Zone.Name, level);
            previous = i;
        }
    }

    private void AddPerson(string name, int level)
    {
        Tokenizer.Tokenize(name, _tokens);
        for (var i = 0; i < _tokens.Count; i++)
        {
            AddPosting(_tokens[i], Zone.People, level);
            if (i > 0) AddPosting(Pair(i - 1, i), Zone.People, Levels.PersonPair);
        }
    }

    private void AddText(string text, int level)
    {
        Tokenizer.Tokenize(text, _tokens);
        for (var i = 0; i < _tokens.Count; i++) AddPosting(_tokens[i], Zone.Text, level);
    }

    private ReadOnlySpan<byte> Pair(int first, int second)
    {
        var left = _tokens[first];
        var right = _tokens[second];
        left = left[..Math.Min(left.Length, _scratch.Length / 2)];
        right = right[..Math.Min(right.Length, _scratch.Length / 2)];
        left.CopyTo(_scratch);
        right.CopyTo(_scratch.AsSpan(left.Length));
        return _scratch.AsSpan(0, left.Length + right.Length);
    }

    private void AddPosting(ReadOnlySpan<byte> token, Zone zone, int level)
    {
        var list = (_terms.GetOrAdd(token) * Postings.Zones) + (int)zone;
        if (list >= _newest.Length) GrowNewest(list);
        var newest = _newest[list] - 1;
        if (newest >= _firstOfTitle)
        {
            // Again in the same title: the better level counts, and a second mention in the overview is one.
            var known = (int)(_postings[newest] & (Postings.Levels - 1));
            var raised = zone == Zone.Text && level == Levels.Mentioned ? Math.Max(known, Levels.Repeated) : Math.Max(known, level);
            _postings[newest] = ((uint)_documents << Postings.LevelBits) | (uint)raised;
            return;
        }

        if (_count == _lists.Length)
        {
            Array.Resize(ref _lists, _count * 2);
            Array.Resize(ref _postings, _count * 2);
        }

        _lists[_count] = list;
        _postings[_count] = ((uint)_documents << Postings.LevelBits) | (uint)level;
        _newest[list] = ++_count;
    }

    private void GrowNewest(int list) => Array.Resize(ref _newest, Math.Max(Math.Max(_newest.Length * 2, 1 << 14), list + Postings.Zones));

    // A counting sort: within a list the titles stay in their order.
    private (int[] Starts, uint[] Grouped) GroupByList()
    {
        var starts = new int[(_terms.Count * Postings.Zones) + 1];
        foreach (var list in _lists.AsSpan(0, _count)) starts[list + 1]++;
        for (var list = 1; list < starts.Length; list++) starts[list] += starts[list - 1];
        var next = (int[])starts.Clone();
        var grouped = new uint[_count];
        for (var entry = 0; entry < _count; entry++) grouped[next[_lists[entry]]++] = _postings[entry];
        return (starts, grouped);
    }
}
