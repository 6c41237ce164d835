using System.Runtime.InteropServices;
using System.Text.Json;
using MediaGateway.Grains.Users;
using Npgsql;
using NpgsqlTypes;

namespace MediaGateway.Storage.Journal;

/// <summary>
/// The one statement that appends for many users. It moves the head of each user whose head is still where the caller
/// knows it, in the order of user ids so that two silos do not wait for each other in a circle, and inserts entries
/// and operations only for users whose head moved. Being one statement it is one commit and one round trip.
/// </summary>
/// <remarks>
/// It is planned once, when the tables may be empty, and must still be right when they hold millions of users: see
/// <see cref="SessionSettings"/>. The users are named once more as an array, so that heads are found by index.
/// </remarks>
internal static class AppendStatement
{
    /// <summary>
    /// What its session is set to: one plan for all batches, since planning costs more than a small batch; none that
    /// walks through all users, which on an empty table looks cheap; and only joins that sort both sides. Those that
    /// compare each row with each other one look cheap, too, for the ten rows that a planner expects of an array. Those
    /// that hash would move the heads in the order of the hashes; sorted, they are moved, and with it locked, in the
    /// order of user ids. To lock them in that order first and to move them then would be writing each of them twice.
    /// </summary>
    public const string SessionSettings =
        "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_nestloop = off; set enable_hashjoin = off";

    private const string Text = """
        with incoming as materialized (
            select * from unnest($1, $2, $3, $4) as i (user_id, expected, seq, hlc)
        ), moved as (
            update user_heads h set seq = i.seq, hlc = greatest(h.hlc, i.hlc)
            from incoming i
            where h.user_id = any ($1) and h.user_id = i.user_id and h.seq = i.expected
            returning h.user_id
        ), started as (
            insert into user_heads (user_id, seq, hlc)
            select user_id, seq, hlc from incoming where expected = 0 order by user_id
            on conflict (user_id) do nothing
            returning user_id
        ), won as materialized (
            select user_id from moved union all select user_id from started
        ), logged as (
            insert into user_ops (user_id, seq, op_id, device_id, committed_at, effect)
            select e.* from unnest($5, $6, $7, $8, $9, $10) as e (user_id, seq, op_id, device_id, committed_at, effect)
            join won using (user_id)
        ), remembered as (
            insert into user_op_index (user_id, op_id, fingerprint, seq, remembered_at, refusal, cancelled_adds)
            select o.* from unnest($11, $12, $13, $14, $15, $16, $17) as o (user_id, op_id, fingerprint, seq, remembered_at, refusal, cancelled_adds)
            join won using (user_id)
        )
        select user_id from won
        """;

    /// <summary>Appends for these users, each of them once.</summary>
    /// <returns>The users whose entries are durable; the others have clashed.</returns>
    public static async Task<HashSet<string>> ExecuteAsync(NpgsqlConnection connection, IReadOnlyList<UserAppend> appends, int timeoutSeconds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Text, connection) { CommandTimeout = timeoutSeconds };
        AddHeads(command.Parameters, appends);
        AddEntries(command.Parameters, appends);
        AddOperations(command.Parameters, appends);
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var won = new HashSet<string>(appends.Count, StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) won.Add(reader.GetString(0));
        return won;
    }

    private static void AddHeads(NpgsqlParameterCollection parameters, IReadOnlyList<UserAppend> appends)
    {
        var (users, expected, seqs, clocks) = (new string[appends.Count], new long[appends.Count], new long[appends.Count], new string[appends.Count]);
        for (var i = 0; i < appends.Count; i++)
        {
            var append = appends[i];
            (users[i], expected[i], seqs[i], clocks[i]) = (append.UserId, append.ExpectedSeq, append.ExpectedSeq + append.Entries.Count, append.Clock);
        }
        Add(parameters, NpgsqlDbType.Text, users);
        Add(parameters, NpgsqlDbType.Bigint, expected);
        Add(parameters, NpgsqlDbType.Bigint, seqs);
        Add(parameters, NpgsqlDbType.Text, clocks);
    }

    private static void AddEntries(NpgsqlParameterCollection parameters, IReadOnlyList<UserAppend> appends)
    {
        var count = appends.Sum(append => append.Entries.Count);
        var (users, seqs, ops) = (new string[count], new long[count], new string[count]);
        var (devices, times, effects) = (new string?[count], new DateTime[count], new byte[count][]);
        var row = 0;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Entries.Count; i++, row++)
            {
                var entry = append.Entries[i];
                (users[row], seqs[row], ops[row]) = (append.UserId, entry.Seq, entry.OpId);
                (devices[row], times[row], effects[row]) = (entry.DeviceId, entry.CommittedAt.UtcDateTime, BytesOf(entry.Effect));
            }
        }
        Add(parameters, NpgsqlDbType.Text, users);
        Add(parameters, NpgsqlDbType.Bigint, seqs);
        Add(parameters, NpgsqlDbType.Text, ops);
        Add(parameters, NpgsqlDbType.Text, devices);
        Add(parameters, NpgsqlDbType.TimestampTz, times);
        Add(parameters, NpgsqlDbType.Json, effects);
    }

    private static void AddOperations(NpgsqlParameterCollection parameters, IReadOnlyList<UserAppend> appends)
    {
        var count = appends.Sum(append => append.Operations.Count);
        var (users, ops, fingerprints) = (new string[count], new string[count], new byte[count][]);
        var (seqs, times, refusals, cancelled) = (new long[count], new DateTime[count], new string?[count], new string?[count]);
        var row = 0;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Operations.Count; i++, row++)
            {
                var operation = append.Operations[i];
                (users[row], ops[row], fingerprints[row]) = (append.UserId, operation.OpId, BytesOf(operation.Fingerprint));
                (seqs[row], times[row], refusals[row]) = (operation.Seq, operation.At.UtcDateTime, operation.Refusal);
                cancelled[row] = operation.CancelledAdds.Count == 0 ? null : JsonSerializer.Serialize(operation.CancelledAdds);
            }
        }
        Add(parameters, NpgsqlDbType.Text, users);
        Add(parameters, NpgsqlDbType.Text, ops);
        Add(parameters, NpgsqlDbType.Bytea, fingerprints);
        Add(parameters, NpgsqlDbType.Bigint, seqs);
        Add(parameters, NpgsqlDbType.TimestampTz, times);
        Add(parameters, NpgsqlDbType.Text, refusals);
        Add(parameters, NpgsqlDbType.Json, cancelled);
    }

    // Nearly always a whole array, which need not be copied to be sent.
    private static byte[] BytesOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Array is { } whole && part.Count == whole.Length ? whole : bytes.ToArray();

    private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType element, T[] values) =>
        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
}
