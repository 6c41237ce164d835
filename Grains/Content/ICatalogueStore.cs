using MediaGateway.Domain.Catalogue.Availability;

namespace MediaGateway.Grains.Content;

/// <summary>Where the rows of the catalogue live. Every write moves the version of what it wrote, in commit order.</summary>
public interface ICatalogueStore
{
    /// <summary>The rows that any of these ids names, canonical or outside; ids that name nothing are left out.</summary>
    /// <returns>Found rows by the id that was asked for.</returns>
    Task<IReadOnlyDictionary<string, CatalogueRow>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Writes all of these rows in one commit, or none of them when one of the expected versions is no longer true
    /// (false: read again and merge again). Outside ids are added to those a title has; an outside id that led to another
    /// title leads here from now on.
    /// </summary>
    Task<bool> WriteAsync(IReadOnlyList<CatalogueWrite> writes, CancellationToken cancellationToken);

    /// <summary>All rows written after <paramref name="version"/>, in the order of their versions; 0 is all there are.</summary>
    IAsyncEnumerable<CatalogueRow> ReadAfterAsync(long version, CancellationToken cancellationToken);

    /// <summary>The version of the newest row; 0 when there is none.</summary>
    Task<long> GetVersionAsync(CancellationToken cancellationToken);
}

/// <summary>One stored title.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Version">Its place in the order of all writes to the catalogue, from 1.</param>
/// <param name="Document">The title as JSON in UTF-8, as it was written.</param>
public sealed record CatalogueRow(string ContentId, long Version, ReadOnlyMemory<byte> Document);

/// <summary>One title to be written.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="ExpectedVersion">The version it was read at; 0 when it must be new.</param>
/// <param name="OutsideIds">Every other id that leads to it (<c>imdb:tt…</c>, <c>wikipedia:…</c>).</param>
/// <param name="Document">The title as JSON in UTF-8.</param>
public sealed record CatalogueWrite(string ContentId, long ExpectedVersion, IReadOnlyList<string> OutsideIds, ReadOnlyMemory<byte> Document)
{
    /// <summary>
    /// Titles that turned out to be this one; almost always empty. In the same commit their rows are deleted, and their
    /// canonical ids and all their outside ids lead here from now on. A version that is no longer true fails the write.
    /// </summary>
    public IReadOnlyList<AbsorbedRow> Absorbs { get; init; } = [];

    /// <summary>What this write adds to the availability ledger, in the same commit; empty unless offers changed.</summary>
    public IReadOnlyList<AvailabilityFact> Facts { get; init; } = [];

    /// <summary>
    /// Canonical ids of titles that were taken in by another and come back with this one, its own the first; almost always
    /// empty. In the same commit the ids that led to them before they were taken in lead here again.
    /// </summary>
    public IReadOnlyList<string> TakesBack { get; init; } = [];
}

/// <summary>A row that another one takes in.</summary>
/// <param name="ContentId">Its canonical id.</param>
/// <param name="ExpectedVersion">The version it was read at.</param>
public sealed record AbsorbedRow(string ContentId, long ExpectedVersion);
