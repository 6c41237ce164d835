using MediaGateway.Grains.Content.Resolution;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Storage.Connections;
using Npgsql;
using NpgsqlTypes;

namespace MediaGateway.Storage.Catalogue;

/// <summary>The pairs of titles that may be one, in PostgreSQL.</summary>
internal sealed class PostgresTitleReviewStore(Database database) : ITitleReviewStore
{
    private const string Columns = "review_id, first_id, second_id, score, reasons, created_at";

    // A pair that was asked about is not asked about again.
    private const string AddText = """
        insert into title_reviews (first_id, second_id, score, reasons) values ($1, $2, $3, $4)
        on conflict (first_id, second_id) do nothing
        """;

    /// <inheritdoc/>
    public Task<long> GetCheckedVersionAsync(CancellationToken cancellationToken) => database.UseAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("select version from title_resolution", connection);
            return (long)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<DoubtfulPair> pairs, long checkedVersion, CancellationToken cancellationToken) => database.UseAsync(
        async (connection, token) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var pair in pairs)
            {
                batch.BatchCommands.Add(new(AddText)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string> { TypedValue = pair.FirstId },
                        new NpgsqlParameter<string> { TypedValue = pair.SecondId },
                        new NpgsqlParameter<decimal> { TypedValue = pair.Score },
                        new NpgsqlParameter<string[]> { TypedValue = [.. pair.Reasons] },
                    },
                });
            }

            batch.BatchCommands.Add(new("update title_resolution set version = greatest(version, $1)") { Parameters = { Number(checkedVersion) } });
            return await batch.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<TitleReviewPage> ListAsync(long after, int limit, CancellationToken cancellationToken) => database.UseAsync(
        async (connection, token) =>
        {
            await using var count = new NpgsqlCommand("select count(*) from title_reviews where decision is null", connection);
            var total = (long)(await count.ExecuteScalarAsync(token).ConfigureAwait(false))!;
            await using var command = new NpgsqlCommand($"select {Columns} from title_reviews where decision is null and review_id > $1 order by review_id limit $2", connection)
            {
                Parameters = { Number(after), Number(limit) },
            };
            await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            var reviews = new List<TitleReview>(limit);
            while (await reader.ReadAsync(token).ConfigureAwait(false)) reviews.Add(Read(reader));
            return new TitleReviewPage(reviews, total);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<(TitleReview Review, bool IsDecided)?> FindAsync(long reviewId, CancellationToken cancellationToken) => database.UseAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand($"select {Columns}, decision is not null from title_reviews where review_id = $1", connection) { Parameters = { Number(reviewId) } };
            await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            return await reader.ReadAsync(token).ConfigureAwait(false) ? (Read(reader), reader.GetBoolean(6)) : ((TitleReview, bool)?)null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task DecideAsync(long reviewId, TitleReviewDecision decision, CancellationToken cancellationToken) => database.UseAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("update title_reviews set decision = $2, decided_at = now() where review_id = $1 and decision is null", connection)
            {
                Parameters = { Number(reviewId), new NpgsqlParameter { Value = decision is TitleReviewDecision.Merge ? "merge" : "different", NpgsqlDbType = NpgsqlDbType.Text } },
            };
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    private static TitleReview Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetDecimal(3), reader.GetFieldValue<string[]>(4), reader.GetFieldValue<DateTimeOffset>(5));

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };
}
