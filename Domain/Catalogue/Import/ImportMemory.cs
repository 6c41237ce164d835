namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>
/// Which titles one import has already told of, and as what. Dumps list a title twice, or give two titles one id; without
/// this memory the two lines would overwrite each other at every import, and no import would ever be without a change.
/// </summary>
/// <remarks>
/// Bounded at <see cref="Capacity"/> titles (about 30 MB): lines further apart than that are taken as corrections of one
/// another. Not thread safe.
/// </remarks>
public sealed class ImportMemory
{
    /// <summary>How many titles are remembered.</summary>
    public const int Capacity = 1_000_000;

    private readonly Dictionary<long, long> _told = [];

    /// <summary>What the import first said this title to be (<see cref="KeyOf"/>); null when it has not told of it.</summary>
    public long? Find(string contentId) => _told.TryGetValue(KeyOf(contentId), out var title) ? title : null;

    /// <summary>Remembers that the import told of a title; the first telling counts.</summary>
    public void Add(string contentId, long title)
    {
        if (_told.Count < Capacity)
        {
            _told.TryAdd(KeyOf(contentId), title);
        }
    }

    /// <summary>A 64-bit hash (FNV-1a) that is the same in every process.</summary>
    public static long KeyOf(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ (byte)c) * 1099511628211UL;
            hash = (hash ^ (byte)(c >> 8)) * 1099511628211UL;
        }

        return (long)hash;
    }
}
