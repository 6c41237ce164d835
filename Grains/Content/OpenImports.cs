using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Grains.Content;

/// <summary>The memories of the imports that are under way. The least recently used is forgotten first.</summary>
internal sealed class OpenImports(TimeProvider time)
{
    /// <summary>How many imports are remembered at once.</summary>
    public const int Capacity = 4;

    private readonly Dictionary<string, (ImportMemory Memory, long UsedAt)> _byId = new(StringComparer.Ordinal);

    /// <summary>The memory of an import, an empty one at its first batch.</summary>
    public ImportMemory Get(string importId)
    {
        var memory = _byId.TryGetValue(importId, out var open) ? open.Memory : new ImportMemory();
        _byId[importId] = (memory, time.GetTimestamp());
        if (_byId.Count > Capacity)
        {
            _byId.Remove(_byId.MinBy(pair => pair.Value.UsedAt).Key);
        }

        return memory;
    }

    /// <summary>Forgets an import.</summary>
    public void Remove(string importId) => _byId.Remove(importId);
}
