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

    // What an operation's row in the log remembers need not be in the index, and the other way round. Whatever is remembered
    // in the other place is therefore looked for and, if found, inserted where its key is taken or twice: that is refused as
    // a unique violation, as a repeat in the same place is, and undoes the whole statement.
    private const string Text = """
        with incoming as materialized (
            select * from unnest($1, $2, $3, $4) with ordinality as i (user_id, expected, seq, hlc, n)
        ), moved as (
            update user_heads h set seq = i.seq, hlc = greatest(h.hlc, i.hlc)
            from incoming i
            where h.user_id = any ($1) and h.user_id = i.user_id and h.seq = i.expected
            returning i.n, h.user_no
        ), started as (
            insert into user_heads (user_id, seq, hlc)
            select user_id, seq, hlc from incoming where expected = 0 order by user_id
            on conflict (user_id) do nothing
            returning user_id, user_no
        ), won as materialized (
            select n, user_no from moved
            union all
            select i.n, s.user_no from started s join incoming i using (user_id)
        ), logged as (
            insert into user_ops (user_no, seq, op_id, device_id, committed_at, effect, fingerprint, cancelled_adds)
            select w.user_no, e.seq, e.op_id, e.device_id, e.committed_at, e.effect, e.fingerprint, e.cancelled_adds
            from unnest($5, $6, $7, $8, $9, $10, $11, $12) as e (n, seq, op_id, device_id, committed_at, effect, fingerprint, cancelled_adds)
            join won w using (n)
            returning user_no, op_id, fingerprint, seq, committed_at
        ), unlogged as materialized (
            select w.user_no, o.*
            from unnest($13, $14, $15, $16, $17, $18, $19) as o (n, op_id, fingerprint, seq, remembered_at, refusal, cancelled_adds)
            join won w using (n)
        ), remembered as (
            insert into user_op_index (user_no, op_id, fingerprint, seq, remembered_at, refusal, cancelled_adds)
            select user_no, op_id, fingerprint, seq, remembered_at, refusal, cancelled_adds from unlogged
            union all
            select user_no, op_id, fingerprint, seq, remembered_at, refusal, cancelled_adds from unlogged u
            where (select true from user_ops o where o.user_no = u.user_no and o.op_id = u.op_id and o.fingerprint is not null)
            union all
            select user_no, op_id, fingerprint, seq, committed_at, null, null from logged l
            where fingerprint is not null and (select true from user_op_index o where o.user_no = l.user_no and o.op_id = l.op_id)
        )
        select n from won
        """;

    /// <summary>Appends for these users, each of them once.</summary>
    /// <returns>For each append whether it is durable; the others have clashed.</returns>
    public static async Task<bool[]> ExecuteAsync(NpgsqlConnection connection, IReadOnlyList<UserAppend> appends, int timeoutSeconds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Text, connection) { CommandTimeout = timeoutSeconds };
        AddHeads(command.Parameters, appends);
        var unlogged = AddEntries(command.Parameters, appends);
        AddOperations(command.Parameters, unlogged);
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var won = new bool[appends.Count];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) won[reader.GetInt64(0) - 1] = true;
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

    /// <returns>The operations that have no row in the log to be remembered in, each with the place of its append, from 1.</returns>
    private static List<(long Append, RememberedOperation Operation)> AddEntries(NpgsqlParameterCollection parameters, IReadOnlyList<UserAppend> appends)
    {
        var count = appends.Sum(append => append.Entries.Count);
        var (places, seqs, ops) = (new long[count], new long[count], new string[count]);
        var (devices, times, effects) = (new string?[count], new DateTime[count], new byte[count][]);
        var (fingerprints, cancelled) = (new byte[]?[count], new string?[count]);
        var unlogged = new List<(long, RememberedOperation)>();
        for (var (place, first) = (1, 0); place <= appends.Count; place++)
        {
            var append = appends[place - 1];
            for (var i = 0; i < append.Entries.Count; i++)
            {
                var (entry, row) = (append.Entries[i], first + i);
                (places[row], seqs[row], ops[row]) = (place, entry.Seq, entry.OpId);
                (devices[row], times[row], effects[row]) = (entry.DeviceId, entry.CommittedAt.UtcDateTime, BytesOf(entry.Effect));
            }
            for (var i = 0; i < append.Operations.Count; i++)
            {
                var operation = append.Operations[i];
                if (HasRow(append, operation))
                {
                    var row = first + (int)(operation.Seq - append.ExpectedSeq) - 1;
                    (fingerprints[row], cancelled[row]) = (BytesOf(operation.Fingerprint), CancelledAddsOf(operation));
                }
                else unlogged.Add((place, operation));
            }
            first += append.Entries.Count;
        }
        Add(parameters, NpgsqlDbType.Bigint, places);
        Add(parameters, NpgsqlDbType.Bigint, seqs);
        Add(parameters, NpgsqlDbType.Text, ops);
        Add(parameters, NpgsqlDbType.Text, devices);
        Add(parameters, NpgsqlDbType.TimestampTz, times);
        Add(parameters, NpgsqlDbType.Json, effects);
        Add(parameters, NpgsqlDbType.Bytea, fingerprints);
        Add(parameters, NpgsqlDbType.Json, cancelled);
        return unlogged;
    }

    // A refused operation never has one, and one that was applied without any effect has not. A row has one time for both.
    private static bool HasRow(UserAppend append, RememberedOperation operation)
    {
        var index = operation.Seq - append.ExpectedSeq - 1;
        return operation.Refusal is null && index >= 0 && index < append.Entries.Count
            && append.Entries[(int)index] is { } entry && entry.OpId == operation.OpId && entry.CommittedAt == operation.At;
    }

    private static void AddOperations(NpgsqlParameterCollection parameters, List<(long Append, RememberedOperation Operation)> unlogged)
    {
        Add(parameters, NpgsqlDbType.Bigint, unlogged.ConvertAll(row => row.Append).ToArray());
        Add(parameters, NpgsqlDbType.Text, unlogged.ConvertAll(row => row.Operation.OpId).ToArray());
        Add(parameters, NpgsqlDbType.Bytea, unlogged.ConvertAll(row => BytesOf(row.Operation.Fingerprint)).ToArray());
        Add(parameters, NpgsqlDbType.Bigint, unlogged.ConvertAll(row => row.Operation.Seq).ToArray());
        Add(parameters, NpgsqlDbType.TimestampTz, unlogged.ConvertAll(row => row.Operation.At.UtcDateTime).ToArray());
        Add(parameters, NpgsqlDbType.Text, unlogged.ConvertAll(row => row.Operation.Refusal).ToArray());
        Add(parameters, NpgsqlDbType.Json, unlogged.ConvertAll(row => CancelledAddsOf(row.Operation)).ToArray());
    }

    private static string? CancelledAddsOf(RememberedOperation operation) =>
        operation.CancelledAdds.Count == 0 ? null : JsonSerializer.Serialize(operation.CancelledAdds);

    // Nearly always a whole array, which need not be copied to be sent.
    private static byte[] BytesOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Array is { } whole && part.Count == whole.Length ? whole : bytes.ToArray();

    private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType element, T[] values) =>
        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
}
