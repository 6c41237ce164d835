using System.Buffers;
using System.Numerics;

namespace MediaGateway.Domain.Discovery;

/// <summary>For one segment and one query: the grade of each word in each title, one plane of bytes for each word.</summary>
internal sealed class MatchPlanes : IDisposable
{
    private readonly byte[] _planes;
    private readonly byte[] _least;
    private readonly int _words;

    public MatchPlanes(LiveSegment source, int words)
    {
        Source = source;
        _words = words;
        _planes = ArrayPool<byte>.Shared.Rent(Math.Max(Count * words, 1));
        _least = ArrayPool<byte>.Shared.Rent(Math.Max(Count, 1));
        Clear();
    }

    /// <summary>The segment.</summary>
    public LiveSegment Source { get; }

    /// <summary>How many titles the segment has.</summary>
    public int Count => Source.Segment.Count;

    /// <summary>For each title the least grade of all words, 0 where a word is missing or the title was replaced; as of <see cref="Combine"/>.</summary>
    public ReadOnlySpan<byte> Least => _least.AsSpan(0, Count);

    /// <summary>Forgets all grades.</summary>
    public void Clear() => _planes.AsSpan(0, Count * _words).Clear();

    /// <summary>The grades of one word.</summary>
    public Span<byte> Plane(int word) => _planes.AsSpan(word * Count, Count);

    /// <summary>Raises the grades of one word for all titles of a list.</summary>
    public void Raise(int word, ReadOnlySpan<byte> list, ReadOnlySpan<byte> gradeByLevel)
    {
        var plane = Plane(word);
        var document = 0;
        for (var position = 0; position < list.Length;)
        {
            var entry = Postings.Read(list, ref position);
            document += (int)(entry >> Postings.LevelBits);
            var grade = gradeByLevel[(int)(entry & (Postings.Levels - 1))];
            if (plane[document] < grade) plane[document] = grade;
        }
    }

    /// <summary>Raises the grades of one word for all titles of a year.</summary>
    public void RaiseYear(int word, short year)
    {
        var plane = Plane(word);
        var years = Source.Segment.Titles.Years;
        for (var document = 0; document < plane.Length; document++)
            if (years[document] == year && plane[document] < Grades.Year) plane[document] = Grades.Year;
    }

    /// <summary>Brings <see cref="Least"/> up to date.</summary>
    public void Combine()
    {
        var least = _least.AsSpan(0, Count);
        if (Source.Live is { } live) live.CopyTo(least);
        else least.Fill(byte.MaxValue);
        for (var word = 0; word < _words; word++)
        {
            var plane = Plane(word);
            var document = 0;
            for (; document + Vector<byte>.Count <= plane.Length; document += Vector<byte>.Count)
                Vector.Min(new Vector<byte>(least[document..]), new Vector<byte>(plane[document..])).CopyTo(least[document..]);
            for (; document < plane.Length; document++) least[document] = Math.Min(least[document], plane[document]);
        }
    }

    /// <summary>How many living titles have the word at all.</summary>
    public int CountWith(int word)
    {
        var plane = Plane(word);
        var count = 0;
        if (Source.Live is not { } live) return plane.Length - plane.Count(Grades.None);
        for (var document = 0; document < plane.Length; document++)
            if (plane[document] != 0 && live[document] != 0) count++;
        return count;
    }

    /// <summary>How many words a title has; 0 where it was replaced.</summary>
    public int WordsOf(int document)
    {
        if (!Source.IsLive(document)) return 0;
        var count = 0;
        for (var word = 0; word < _words; word++)
            if (_planes[(word * Count) + document] != 0) count++;
        return count;
    }

    /// <summary>The grade of a word in a title.</summary>
    public byte Grade(int word, int document) => _planes[(word * Count) + document];

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_planes);
        ArrayPool<byte>.Shared.Return(_least);
    }
}
