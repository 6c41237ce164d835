using System.Text.Json;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Discovery;
using MediaGateway.Grains.Content;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Discovery;

/// <summary>
/// The catalogue in this silo's memory, searchable. It follows the store by version; readers see a snapshot that never
/// changes and is swapped for a newer one, so they take no lock and wait for nobody.
/// </summary>
/// <remarks>Thread safe.</remarks>
public sealed partial class CatalogueIndex(ICatalogueStore store, ILogger<CatalogueIndex> logger) : ICatalogueFollower, IDisposable
{
    /// <summary>How many rows enter the index at once while it catches up.</summary>
    private const int BatchSize = 2048;

    private const long Everything = long.MaxValue;

    private readonly SemaphoreSlim _catchingUp = new(1, 1);
    private volatile TextIndex _titles = TextIndex.Empty;
    private long _version;
    private volatile bool _isLoaded;

    /// <summary>The titles as of now.</summary>
    public TextIndex Titles => _titles;

    /// <summary>The version of the newest row that is in the index.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Whether the whole catalogue has been read once.</summary>
    public bool IsLoaded => _isLoaded;

    /// <summary>Takes in everything that was committed before the call.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => CatchUpAsync(Everything, cancellationToken);

    /// <inheritdoc/>
    public Task FollowAsync(long version, CancellationToken cancellationToken) => CatchUpAsync(version, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _catchingUp.Dispose();

    // Off the caller's scheduler: indexing a large batch keeps a processor busy, and the caller may be a grain.
    private Task CatchUpAsync(long version, CancellationToken cancellationToken) => Task.Run(async () =>
    {
        await _catchingUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Version >= version) return;
            await ReadAsync(cancellationToken).ConfigureAwait(false);
            // The newest row may have been taken in by another and be gone.
            if (version != Everything && Version < version) Volatile.Write(ref _version, version);
        }
        finally
        {
            _catchingUp.Release();
        }
    }, cancellationToken);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        // While one batch enters the index the next one comes from the database; never two at once.
        var takingIn = Task.CompletedTask;
        try
        {
            var rows = new List<CatalogueRow>(BatchSize);
            await foreach (var row in store.ReadAfterAsync(Version, cancellationToken).ConfigureAwait(false))
            {
                rows.Add(row);
                if (rows.Count < BatchSize) continue;
                await takingIn.ConfigureAwait(false);
                var full = rows;
                takingIn = Task.Run(() => TakeIn(full), CancellationToken.None);
                rows = new List<CatalogueRow>(BatchSize);
            }

            await takingIn.ConfigureAwait(false);
            TakeIn(rows);
        }
        finally
        {
            await takingIn.ConfigureAwait(false);
        }

        if (_isLoaded) return;
        _isLoaded = true;
        LogLoaded(logger, _titles.Count, Version, _titles.Bytes);
    }

    private void TakeIn(List<CatalogueRow> rows)
    {
        if (rows.Count == 0) return;
        var titles = rows.Count < BatchSize
            ? rows.Select(Read).OfType<IndexedTitle>().ToList()
            : [.. rows.AsParallel().AsOrdered().Select(Read).OfType<IndexedTitle>()];
        _titles = _titles.With(titles);
        Volatile.Write(ref _version, rows[^1].Version);
    }

    private IndexedTitle? Read(CatalogueRow row)
    {
        try
        {
            return IndexedContent.Of(ContentDocument.Read(row.Document.Span));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // One title that cannot be read must not keep the others from being found.
            LogUnreadable(logger, fault, row.ContentId, row.Version);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} titles can be searched, as of version {Version}; the index takes {Bytes} bytes beside them")]
    private static partial void LogLoaded(ILogger logger, int count, long version, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The document of {ContentId} at version {Version} cannot be read; the title cannot be found")]
    private static partial void LogUnreadable(ILogger logger, Exception fault, string contentId, long version);
}
