namespace MediaGateway.Domain.Discovery;

/// <summary>Writes words in the order of their bytes, each with the lists of its four zones, into the arrays of a segment.</summary>
internal sealed class SegmentWriter
{
    private byte[] _terms = new byte[1 << 12];
    private int _termBytes;
    private readonly List<int> _termStarts = [0];
    private byte[] _lists = new byte[1 << 14];
    private int _listBytes;
    private readonly List<int> _listStarts = [0];
    private int _previousDocument;

    /// <summary>Adds the next word.</summary>
    public void AddTerm(ReadOnlySpan<byte> term)
    {
        Reserve(ref _terms, _termBytes, term.Length);
        term.CopyTo(_terms.AsSpan(_termBytes));
        _termBytes += term.Length;
        _termStarts.Add(_termBytes);
        _previousDocument = 0;
    }

    /// <summary>Adds a document to the list under way.</summary>
    public void AddPosting(int document, int level)
    {
        Reserve(ref _lists, _listBytes, Postings.MaxEntryBytes);
        _listBytes += Postings.Write(_lists.AsSpan(_listBytes), document - _previousDocument, level);
        _previousDocument = document;
    }

    /// <summary>Ends the list under way; the next one is of the next zone, or of the next word's first.</summary>
    public void EndList()
    {
        _listStarts.Add(_listBytes);
        _previousDocument = 0;
    }

    /// <summary>The finished segment.</summary>
    public IndexSegment Build(IdTable ids, TitleColumns titles) =>
        new(new TermDictionary(_terms[.._termBytes], [.. _termStarts]), [.. _listStarts], _lists[.._listBytes], ids, titles);

    private static void Reserve(ref byte[] buffer, int used, int more)
    {
        if (used + more > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + more));
    }
}
