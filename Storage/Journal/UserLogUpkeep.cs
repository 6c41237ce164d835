using MediaGateway.Grains.Users;
using Npgsql;
using NpgsqlTypes;

namespace MediaGateway.Storage.Journal;

/// <summary>What makes users' logs shorter: snapshots with compaction, erasure, forgetting of old operations.</summary>
internal static class UserLogUpkeep
{
    // An older snapshot never replaces a newer one, one beyond the head or of a user without a head is not stored at all
    // (the user may have been erased meanwhile), and nothing is deleted that the stored snapshot does not cover. Of what is
    // deleted the operation is remembered.
    private const string SaveText = $"""
        with stored as (
            insert into user_snapshots (user_id, seq, document, taken_at, compacted_through)
            select $1, $2, $3, $4, $5 from user_heads where user_id = $1 and seq >= $2
            on conflict (user_id) do update set seq = excluded.seq, document = excluded.document, taken_at = excluded.taken_at,
                compacted_through = greatest(user_snapshots.compacted_through, excluded.compacted_through)
            where user_snapshots.seq <= excluded.seq
            returning seq
        ), gone as (
            delete from user_ops
            where user_no = {UserLogQueries.UserNo} and (seq <= $5 or seq = any ($6)) and exists (select from stored)
            returning user_no, op_id, fingerprint, seq, committed_at, cancelled_adds
        )
        insert into user_op_index (user_no, op_id, fingerprint, seq, remembered_at, cancelled_adds)
        select user_no, op_id, fingerprint, seq, committed_at, cancelled_adds from gone where fingerprint is not null
        """;

    // Few at a time, so that no lock is held and no write-ahead log is filled for long.
    private const string ForgetText = """
        delete from user_op_index where ctid = any (array (
            select ctid from user_op_index where remembered_at < $1 limit $2))
        """;

    // The head's lock first: it waits for an append that is under way, and the rest then sees what that has written.
    private static readonly string[] _eraseTexts =
    [
        "select from user_heads where user_id = $1 for update",
        $"delete from user_ops where user_no = {UserLogQueries.UserNo}",
        $"delete from user_op_index where user_no = {UserLogQueries.UserNo}",
        "delete from user_snapshots where user_id = $1",
        "delete from user_heads where user_id = $1",
    ];

    public static async Task SaveSnapshotAsync(NpgsqlConnection connection, UserSnapshot snapshot, Compaction compaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SaveText, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = snapshot.UserId },
                new NpgsqlParameter<long> { TypedValue = snapshot.Seq },
                new NpgsqlParameter<byte[]> { TypedValue = snapshot.Document.ToArray(), NpgsqlDbType = NpgsqlDbType.Json },
                new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<long> { TypedValue = Math.Min(compaction.Through, snapshot.Seq) },
                new NpgsqlParameter<long[]> { TypedValue = [.. compaction.Superseded.Where(seq => seq <= snapshot.Seq)] },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task EraseAsync(NpgsqlConnection connection, string userId, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var text in _eraseTexts) batch.BatchCommands.Add(new(text) { Parameters = { new NpgsqlParameter<string> { TypedValue = userId } } });
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes up to <paramref name="limit"/> operations that were answered before <paramref name="horizon"/>.</summary>
    /// <returns>How many it removed.</returns>
    public static async Task<int> ForgetAsync(NpgsqlConnection connection, DateTimeOffset horizon, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ForgetText, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<DateTime> { TypedValue = horizon.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
