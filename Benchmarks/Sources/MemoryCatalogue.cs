using System.Runtime.CompilerServices;
using MediaGateway.Grains.Content;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>The rows of a catalogue in memory, so that what is measured is the way of an answer and not a disk.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class MemoryCatalogue : ICatalogueStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CatalogueRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _leads = new(StringComparer.Ordinal);
    private readonly List<CatalogueRow> _written = [];

    public Task<IReadOnlyDictionary<string, CatalogueRow>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var found = new Dictionary<string, CatalogueRow>(StringComparer.Ordinal);
            foreach (var id in ids)
            {
                if (_rows.TryGetValue(_leads.GetValueOrDefault(id, id), out var row)) found[id] = row;
            }

            return Task.FromResult<IReadOnlyDictionary<string, CatalogueRow>>(found);
        }
    }

    public Task<bool> WriteAsync(IReadOnlyList<CatalogueWrite> writes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (writes.Any(write => (_rows.GetValueOrDefault(write.ContentId)?.Version ?? 0) != write.ExpectedVersion)) return Task.FromResult(false);
            foreach (var write in writes) Write(write);
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<CatalogueRow> ReadAfterAsync(long version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var row in RowsAfter(version))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public Task<long> GetVersionAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult<long>(_written.Count);
    }

    private List<CatalogueRow> RowsAfter(long version)
    {
        lock (_gate) return [.. _written.Skip((int)version).Where(row => _rows.GetValueOrDefault(row.ContentId) == row)];
    }

    private void Write(CatalogueWrite write)
    {
        foreach (var absorbed in write.Absorbs) _rows.Remove(absorbed.ContentId);
        foreach (var id in write.OutsideIds.Concat(write.Absorbs.Select(absorbed => absorbed.ContentId))) _leads[id] = write.ContentId;
        var row = new CatalogueRow(write.ContentId, _written.Count + 1, write.Document);
        _rows[write.ContentId] = row;
        _written.Add(row);
    }
}
