using System.Collections.Frozen;

namespace MediaGateway.Grains.Sources;

/// <summary>The sources that this silo can ask, by id.</summary>
/// <param name="sources">All of them, configured or not.</param>
public sealed class SourceRegister(IEnumerable<ISource> sources)
{
    private readonly FrozenDictionary<string, ISource> _byId = sources.ToFrozenDictionary(source => source.Terms.Id, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IEnumerable<ISource> All => _byId.Values.OrderBy(source => source.Terms.Id, StringComparer.Ordinal);

    /// <summary>The source of an id; null where there is none.</summary>
    public ISource? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Whether a source can be asked at all.</summary>
    public bool IsConfigured(string id) => Find(id) is { Keys.Count: > 0 };
}
