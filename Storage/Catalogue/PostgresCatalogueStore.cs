using System.Runtime.CompilerServices;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Storage.Connections;
using Npgsql;

namespace MediaGateway.Storage.Catalogue;

/// <summary>
/// The catalogue's rows in PostgreSQL. A write takes its versions from one row, which it keeps locked until it
/// commits: versions are in commit order, so whoever has read up to one has missed none below it. Rows go in as
/// arrays, a whole batch in one round trip.
/// </summary>
internal sealed class PostgresCatalogueStore(Database database) : ICatalogueStore
{
    /// <summary>How many rows are read at once; the connection is given back before they are looked at.</summary>
    private const int PageSize = 2_000;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, CatalogueRow>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        // Text that cannot be stored names nothing.
        string[] possible = [.. ids.Where(StorableText.Is).Distinct(StringComparer.Ordinal)];
        return possible.Length == 0
            ? new Dictionary<string, CatalogueRow>()
            : await database.UseAsync((connection, token) => FindAsync(connection, possible, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> WriteAsync(IReadOnlyList<CatalogueWrite> writes, CancellationToken cancellationToken)
    {
        Check(writes);
        return writes.Count == 0 ? Task.FromResult(true) : database.UseAsync((connection, token) => WriteAsync(connection, writes, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CatalogueRow> ReadAfterAsync(long version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<CatalogueRow> page;
        do
        {
            var after = version;
            page = await database.UseAsync((connection, token) => ReadPageAsync(connection, after, token), cancellationToken).ConfigureAwait(false);
            foreach (var row in page) yield return row;
            if (page.Count > 0) version = page[^1].Version;
        }
        while (page.Count == PageSize);
    }

    /// <inheritdoc/>
    public Task<long> GetVersionAsync(CancellationToken cancellationToken) => database.UseAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("select version from content_head", connection);
            return (long)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
        },
        cancellationToken);

    private static async Task<IReadOnlyDictionary<string, CatalogueRow>> FindAsync(NpgsqlConnection connection, string[] ids, CancellationToken cancellationToken)
    {
        await using var command = CatalogueStatements.Find(connection, ids);
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<string, CatalogueRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) found[reader.GetString(0)] = ReadRow(reader, 1);
        return found;
    }

    private static async Task<List<CatalogueRow>> ReadPageAsync(NpgsqlConnection connection, long version, CancellationToken cancellationToken)
    {
        await using var command = CatalogueStatements.ReadAfter(connection, version, PageSize);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var page = new List<CatalogueRow>(PageSize);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) page.Add(ReadRow(reader, 0));
        return page;
    }

    private static async Task<bool> WriteAsync(NpgsqlConnection connection, IReadOnlyList<CatalogueWrite> writes, CancellationToken cancellationToken)
    {
        // Disposed without commit it is rolled back, and the versions that were reserved with it.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var reserve = CatalogueStatements.Reserve(connection, writes.Count);
        var versionBefore = (long)(await reserve.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        await using var look = CatalogueStatements.AnyStale(connection, writes);
        if (await look.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true) return false;
        await using var apply = CatalogueStatements.Apply(connection, writes, versionBefore);
        await apply.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static void Check(IReadOnlyList<CatalogueWrite> writes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            if (!write.Absorbs.Select(row => row.ContentId).Prepend(write.ContentId).All(seen.Add))
                throw new ArgumentException($"{write.ContentId} is written or absorbed twice in one write.", nameof(writes));
            if (!StorableText.Is(write.ContentId) || !write.OutsideIds.All(StorableText.Is))
                throw new ArgumentException("An id has a NUL character or half a surrogate pair, which cannot be stored.", nameof(writes));
            if (!write.Facts.All(IsStorable))
                throw new ArgumentException($"A fact of {write.ContentId} has a NUL character or half a surrogate pair, which cannot be stored.", nameof(writes));
        }
    }

    private static bool IsStorable(AvailabilityFact fact) =>
        StorableText.Is(fact.ContentId) && StorableText.Is(fact.Offer.Platform) && StorableText.Is(fact.Offer.Region) && StorableText.Is(fact.Offer.Source)
        && StorableText.Is(fact.Offer.Quality) && StorableText.Is(fact.Offer.Currency) && StorableText.Is(fact.Offer.DeepLink);

    private static CatalogueRow ReadRow(NpgsqlDataReader reader, int first) => new(reader.GetString(first), reader.GetInt64(first + 1), reader.GetFieldValue<byte[]>(first + 2));
}
