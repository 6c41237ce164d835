namespace MediaGateway.Providers.Payloads;

/// <summary>What in an answer could not be mapped, counted by its path without indexes. Not thread safe.</summary>
public sealed class UnmappedFields
{
    private const int MaxPaths = 100;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How often each path was not mapped.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Whether there was an offer of which it could not be told what kind it is.</summary>
    public bool AreOffersUnclear { get; private set; }

    /// <summary>There was an offer of which it could not be told what kind it is.</summary>
    public void AddOffer() => AreOffersUnclear = true;

    /// <summary>Counts one. Paths beyond the first hundred are not told apart: an answer must not fill the memory.</summary>
    public void Add(string path)
    {
        if (_counts.Count >= MaxPaths && !_counts.ContainsKey(path))
        {
            path = "…";
        }

        _counts[path] = _counts.GetValueOrDefault(path) + 1;
    }
}
