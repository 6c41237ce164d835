using System.Text.Json;
using MediaGateway.Grains.Users;
using Npgsql;
using NpgsqlTypes;

namespace MediaGateway.Storage.Journal;

/// <summary>What is read of users' logs.</summary>
internal static class UserLogQueries
{
    /// <summary>The number that stands for the user, whose id is the first parameter, in the rows of the log.</summary>
    public const string UserNo = "(select user_no from user_heads where user_id = $1)";

    // One statement sees one moment: a snapshot that moves on and the compaction below it never leave a gap between the two parts.
    private const string LoadText = $"""
        select 0 as part, seq, hlc as op_id, null::text as device_id, null::timestamptz as committed_at, null::json as document
        from user_heads where user_id = $1
        union all
        select 1, seq, null, null, null, document from user_snapshots where user_id = $1
        union all
        select 2, seq, op_id, device_id, committed_at, effect from user_ops
        where user_no = {UserNo} and seq > coalesce((select seq from user_snapshots where user_id = $1), 0)
        order by part, seq
        """;

    // The first row, the only one without an operation, says up to where the log was compacted at the same moment.
    private const string ReadText = $"""
        select coalesce((select compacted_through from user_snapshots where user_id = $1), 0) as seq, null::text as op_id, null::text as device_id,
            null::timestamptz as committed_at, null::json as effect
        union all
        (select seq, op_id, device_id, committed_at, effect from user_ops
        where user_no = {UserNo} and seq > $2 order by seq limit $3)
        """;

    private const string FindOperationsText = $"""
        select op_id, fingerprint, seq, null::text as refusal, committed_at as remembered_at, cancelled_adds from user_ops
        where user_no = {UserNo} and op_id = any ($2) and fingerprint is not null
        union all
        select op_id, fingerprint, seq, refusal, remembered_at, cancelled_adds from user_op_index
        where user_no = {UserNo} and op_id = any ($2)
        """;

    private const string FirstSinceText = $"select seq from user_ops where user_no = {UserNo} and committed_at >= $2 order by seq limit 1";

    public static async Task<UserLog> LoadAsync(NpgsqlConnection connection, string userId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(LoadText, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = userId } } };
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var (seq, clock, snapshot) = (0L, (string?)null, (UserSnapshot?)null);
        var tail = new List<JournalEntry>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (reader.GetInt32(0))
            {
                case 0: (seq, clock) = (reader.GetInt64(1), reader.GetString(2)); break;
                case 1: snapshot = new(userId, reader.GetInt64(1), reader.GetFieldValue<byte[]>(5)); break;
                default: tail.Add(ReadEntry(reader, 1)); break;
            }
        }
        return new(seq, clock, snapshot, tail);
    }

    public static async Task<LogPart> ReadAsync(NpgsqlConnection connection, string userId, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ReadText, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = userId },
                new NpgsqlParameter<long> { TypedValue = afterSeq },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var (entries, compactedThrough) = (new List<JournalEntry>(), 0L);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.IsDBNull(1)) compactedThrough = reader.GetInt64(0);
            else entries.Add(ReadEntry(reader, 0));
        }
        return new(entries, compactedThrough);
    }

    public static async Task<IReadOnlyList<RememberedOperation>> FindOperationsAsync(NpgsqlConnection connection, string userId, string[] opIds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FindOperationsText, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = userId }, new NpgsqlParameter<string[]> { TypedValue = opIds } },
        };
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<RememberedOperation>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add(new(
                reader.GetString(0),
                reader.GetFieldValue<byte[]>(1),
                reader.GetInt64(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? [] : JsonSerializer.Deserialize<string[]>(reader.GetString(5))!));
        }
        return found;
    }

    public static async Task<long?> FirstAtOrAfterAsync(NpgsqlConnection connection, string userId, DateTimeOffset time, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FirstSinceText, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = userId }, new NpgsqlParameter<DateTime> { TypedValue = time.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz } },
        };
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long?;
    }

    private static JournalEntry ReadEntry(NpgsqlDataReader reader, int first) => new(
        reader.GetInt64(first),
        reader.GetString(first + 1),
        reader.IsDBNull(first + 2) ? null : reader.GetString(first + 2),
        reader.GetFieldValue<DateTimeOffset>(first + 3),
        reader.GetFieldValue<byte[]>(first + 4));
}
