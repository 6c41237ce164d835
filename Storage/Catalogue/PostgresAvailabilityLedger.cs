using System.Runtime.CompilerServices;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Storage.Connections;
using Npgsql;

namespace MediaGateway.Storage.Catalogue;

/// <summary>Reads the availability ledger in PostgreSQL; it is written with the titles, by <see cref="PostgresCatalogueStore"/>.</summary>
internal sealed class PostgresAvailabilityLedger(Database database) : IAvailabilityLedger
{
    /// <summary>How many facts are read at once; the connection is given back before they are looked at.</summary>
    private const int PageSize = 2_000;

    /// <inheritdoc/>
    public IAsyncEnumerable<AvailabilityFact> ReadAsync(string contentId, DateTimeOffset before, string? region, CancellationToken cancellationToken) =>
        // Text that cannot be stored names nothing.
        StorableText.Is(contentId) && StorableText.Is(region)
            ? ReadPagesAsync((connection, last) => AvailabilityStatements.Read(connection, contentId, before, region, last, PageSize), cancellationToken)
            : AsyncEnumerable.Empty<AvailabilityFact>();

    /// <inheritdoc/>
    public IAsyncEnumerable<AvailabilityFact> ReadBeforeAsync(string contentId, long number, CancellationToken cancellationToken) =>
        ReadPagesAsync((connection, last) => AvailabilityStatements.ReadBefore(connection, contentId, last, number, PageSize), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerFact>> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken) =>
        await database.UseAsync((connection, token) => ReadPageAsync(AvailabilityStatements.ReadAfter(connection, number, limit), token), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<LeavingPage> ReadLeavingAsync(LeavingQuery query, CancellationToken cancellationToken) =>
        StorableText.Is(query.Region) && StorableText.Is(query.From?.ContentId) && StorableText.Is(query.From?.Platform)
            ? await database.UseAsync((connection, token) => ReadLeavingAsync(connection, query, token), cancellationToken).ConfigureAwait(false)
            : new LeavingPage([], 0, HasMore: false);

    /// <inheritdoc/>
    public async Task<ForgottenFacts> ForgetAsync(DateTimeOffset now, long after, int limit, CancellationToken cancellationToken) =>
        await database.UseAsync((connection, token) => ForgetAsync(connection, now, after, limit, token), cancellationToken).ConfigureAwait(false);

    private static async Task<ForgottenFacts> ForgetAsync(NpgsqlConnection connection, DateTimeOffset now, long after, int limit, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var allow = ForgettingStatements.Allow(connection);
        await allow.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await using var forget = ForgettingStatements.Forget(connection, now, after, limit);
        ForgottenFacts forgotten;
        await using (var reader = await forget.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            forgotten = new ForgottenFacts((int)reader.GetInt64(1), reader.GetInt64(2) == limit ? reader.GetInt64(0) : null);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return forgotten;
    }

    private async IAsyncEnumerable<AvailabilityFact> ReadPagesAsync(
        Func<NpgsqlConnection, long, NpgsqlCommand> pageAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        List<LedgerFact> page;
        do
        {
            var after = last;
            page = await database.UseAsync((connection, token) => ReadPageAsync(pageAfter(connection, after), token), cancellationToken).ConfigureAwait(false);
            foreach (var entry in page) yield return entry.Fact;
            if (page.Count > 0) last = page[^1].Number;
        }
        while (page.Count == PageSize);
    }

    private static async Task<List<LedgerFact>> ReadPageAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var disposed = command;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var page = new List<LedgerFact>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) page.Add(new LedgerFact(reader.GetInt64(1), ReadFact(reader)));
        return page;
    }

    private static async Task<LeavingPage> ReadLeavingAsync(NpgsqlConnection connection, LeavingQuery query, CancellationToken cancellationToken)
    {
        // One more than is asked for tells whether there is another page.
        await using var command = AvailabilityStatements.Leaving(connection, query with { Limit = query.Limit + 1 });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var (offers, total) = (new List<LeavingOffer>(), 0L);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            total = reader.GetInt64(0);
            // A page that is empty has one row, for the total.
            if (!await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false)) offers.Add(ReadLeaving(reader));
        }

        return new LeavingPage([.. offers.Take(query.Limit)], (int)total, offers.Count > query.Limit);
    }

    private static LeavingOffer ReadLeaving(NpgsqlDataReader reader) => new(
        new LeavingPosition(
            reader.GetFieldValue<DateTimeOffset>(1),
            reader.GetString(2),
            reader.GetString(3),
            OfferKindText.Read(reader.GetString(4)),
            reader.GetInt32(5) is var season && season == AvailabilityStatements.WholeTitle ? null : season),
        reader.GetFieldValue<byte[]>(6));

    private static AvailabilityFact ReadFact(NpgsqlDataReader reader) => new()
    {
        ContentId = reader.GetString(0),
        Offer = new Offer
        {
            Platform = reader.GetString(2),
            Region = reader.GetString(3),
            Kind = OfferKindText.Read(reader.GetString(4)),
            Season = reader.GetFieldValue<int?>(5),
            Quality = Text(reader, 6),
            Source = reader.GetString(7),
            Price = reader.GetFieldValue<decimal?>(9),
            Currency = Text(reader, 10),
            AvailableFrom = reader.GetFieldValue<DateTimeOffset?>(11),
            LeavesAt = reader.GetFieldValue<DateTimeOffset?>(12),
            DeepLink = Text(reader, 13),
            AsOf = reader.GetFieldValue<DateTimeOffset?>(14),
        },
        Variant = reader.GetInt32(8),
        SeenAt = reader.GetFieldValue<DateTimeOffset>(15),
        Confidence = Math.Round(reader.GetFloat(16), 3),
        IsThere = reader.GetBoolean(17),
    };

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
