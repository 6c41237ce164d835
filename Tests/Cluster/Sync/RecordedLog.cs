using MediaGateway.Grains.Users;
using Npgsql;

namespace MediaGateway.Tests.Cluster.Sync;

/// <summary>Has the database keep every entry of every log, also those that are compacted away.</summary>
internal sealed class RecordedLog : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    private RecordedLog(NpgsqlDataSource source) => _source = source;

    /// <summary>Begins. The tables must be there and empty.</summary>
    public static async Task<RecordedLog> BeginAsync(string database)
    {
        var log = new RecordedLog(NpgsqlDataSource.Create(database));
        await using var command = log._source.CreateCommand("""
            create table recorded_ops (like user_ops);
            create function record_op() returns trigger language plpgsql as 'begin insert into recorded_ops select new.*; return null; end';
            create trigger recorded after insert on user_ops for each row execute function record_op();
            """);
        await command.ExecuteNonQueryAsync();
        return log;
    }

    /// <summary>Everything that was ever committed of a user.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(string userId)
    {
        await using var command = _source.CreateCommand("select seq, op_id, device_id, committed_at, effect from recorded_ops where user_no = (select user_no from user_heads where user_id = $1) order by seq");
        command.Parameters.AddWithValue(userId);
        await using var reader = await command.ExecuteReaderAsync();
        List<JournalEntry> entries = [];
        while (await reader.ReadAsync())
        {
            entries.Add(new JournalEntry(
                reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<byte[]>(4)));
        }

        return entries;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
