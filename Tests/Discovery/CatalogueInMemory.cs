using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces;

namespace MediaGateway.Tests.Discovery;

/// <summary>The rows of a catalogue, readable by version, with a database that can be pulled.</summary>
internal sealed class CatalogueInMemory : ICatalogueStore
{
    private readonly ConcurrentDictionary<string, CatalogueRow> _rows = new();
    private readonly ConcurrentDictionary<string, string> _leads = new();
    private long _version;

    public bool IsDown { get; set; }

    /// <summary>How many look-ups came while it was down.</summary>
    public int RefusedLookUps { get; private set; }

    public int Reads { get; private set; }

    /// <summary>What each write waits for.</summary>
    public Task BeforeWrites { get; set; } = Task.CompletedTask;

    /// <summary>What was added to the ledger with the titles.</summary>
    public List<AvailabilityFact> Facts { get; } = [];

    public long Put(string id, string title, int? year = null, IReadOnlyList<string>? aliases = null, IReadOnlyDictionary<string, string>? externalIds = null) =>
        Put(new Content
        {
            ContentId = id,
            Type = ContentType.Movie,
            Title = title,
            Year = year,
            Aliases = aliases,
            ExternalIds = externalIds!,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        });

    public long Put(Content content)
    {
        foreach (var alias in content.Aliases ?? []) _rows.TryRemove(alias, out _);
        return PutDocument(content.ContentId, ContentDocument.Write(content));
    }

    public long PutDocument(string id, byte[] document)
    {
        _rows[id] = new CatalogueRow(id, ++_version, document);
        return _version;
    }

    public async IAsyncEnumerable<CatalogueRow> ReadAfterAsync(long version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Reads++;
        await Task.Yield();
        foreach (var row in _rows.Values.Where(row => row.Version > version).OrderBy(row => row.Version))
        {
            if (IsDown) throw new StorageUnavailableException("The database is down.");
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public Task<long> GetVersionAsync(CancellationToken cancellationToken) =>
        IsDown ? Task.FromException<long>(new StorageUnavailableException("The database is down.")) : Task.FromResult(_version);

    public Task<IReadOnlyDictionary<string, CatalogueRow>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            RefusedLookUps++;
            throw new StorageUnavailableException("The database is down.");
        }

        var contents = _rows.Values.Select(row => (Row: row, Content: ContentDocument.Read(row.Document.Span))).ToList();
        var found = new Dictionary<string, CatalogueRow>();
        foreach (var id in ids)
        {
            var row = _leads.TryGetValue(id, out var canonical) ? _rows[canonical] : contents.FirstOrDefault(title => IdsOf(title.Content).Contains(id)).Row;
            if (row is not null) found[id] = row;
        }

        return Task.FromResult<IReadOnlyDictionary<string, CatalogueRow>>(found);
    }

    public async Task<bool> WriteAsync(IReadOnlyList<CatalogueWrite> writes, CancellationToken cancellationToken)
    {
        await BeforeWrites;
        if (IsDown) throw new StorageUnavailableException("The database is down.");
        if (writes.Any(write => (_rows.GetValueOrDefault(write.ContentId)?.Version ?? 0) != write.ExpectedVersion)) return false;
        foreach (var write in writes)
        {
            foreach (var absorbed in write.Absorbs) _rows.TryRemove(absorbed.ContentId, out _);
            foreach (var id in write.OutsideIds.Concat(write.Absorbs.Select(absorbed => absorbed.ContentId))) _leads[id] = write.ContentId;
            PutDocument(write.ContentId, write.Document.ToArray());
            Facts.AddRange(write.Facts);
        }

        return true;
    }

    private static IEnumerable<string> IdsOf(Content content) =>
        [content.ContentId, .. content.Aliases ?? [], .. content.ExternalIds.Select(id => $"{id.Key}:{id.Value}")];
}
