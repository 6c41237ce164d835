using System.Globalization;
using MediaGateway.Storage.Connections;
using Npgsql;
using NpgsqlTypes;
using Orleans.Runtime;

namespace MediaGateway.Storage.Reminders;

/// <summary>Reminders in PostgreSQL. Each write gives a row a new version, which a removal must name.</summary>
internal sealed class PostgresReminderTable(Database database, string serviceId) : IReminderTable
{
    private const string Columns = "grain_id, reminder_name, start_at, period, version";
    private const string OfGrainText = $"select {Columns} from reminders where service_id = $1 and grain_id = $2";
    private const string OfRangeText = $"select {Columns} from reminders where service_id = $1 and grain_hash > $2 and grain_hash <= $3";
    private const string OfWrappedRangeText = $"select {Columns} from reminders where service_id = $1 and (grain_hash > $2 or grain_hash <= $3)";
    private const string OneText = $"{OfGrainText} and reminder_name = $3";
    private const string UpsertText = """
        insert into reminders (service_id, grain_id, reminder_name, grain_hash, start_at, period) values ($1, $2, $3, $4, $5, $6)
        on conflict (service_id, grain_id, reminder_name) do update
        set grain_hash = excluded.grain_hash, start_at = excluded.start_at, period = excluded.period, version = nextval('reminders_version')
        returning version
        """;
    private const string RemoveText = "delete from reminders where service_id = $1 and grain_id = $2 and reminder_name = $3 and version = $4";

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadAsync(OfGrainText, Text(grainId.ToString()));

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadAsync(begin < end ? OfRangeText : OfWrappedRangeText, Number(begin), Number(end));

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var found = await ReadAsync(OneText, Text(grainId.ToString()), Text(reminderName)).ConfigureAwait(false);
        return found.Reminders.Count == 0 ? null : found.Reminders[0];
    }

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry) => database.UseAsync<string?>(
        async (connection, token) =>
        {
            await using var command = Command(
                connection,
                UpsertText,
                Text(entry.GrainId.ToString()),
                Text(entry.ReminderName),
                Number(entry.GrainId.GetUniformHashCode()),
                new NpgsqlParameter<DateTime> { TypedValue = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc), NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<TimeSpan> { TypedValue = entry.Period, NpgsqlDbType = NpgsqlDbType.Interval });
            var version = (long)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
            return version.ToString(CultureInfo.InvariantCulture);
        },
        CancellationToken.None);

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => database.UseAsync(
        async (connection, token) =>
        {
            var version = long.TryParse(eTag, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            await using var command = Command(connection, RemoveText, Text(grainId.ToString()), Text(reminderName), Number(version));
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false) > 0;
        },
        CancellationToken.None);

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => database.UseAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, "delete from reminders where service_id = $1");
            await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        CancellationToken.None);

    private Task<ReminderTableData> ReadAsync(string text, params NpgsqlParameter[] parameters) => database.UseAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, text, parameters);
            await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            var entries = new List<ReminderEntry>();
            while (await reader.ReadAsync(token).ConfigureAwait(false))
            {
                entries.Add(new()
                {
                    GrainId = GrainId.Parse(reader.GetString(0)),
                    ReminderName = reader.GetString(1),
                    StartAt = reader.GetDateTime(2),
                    Period = reader.GetTimeSpan(3),
                    ETag = reader.GetInt64(4).ToString(CultureInfo.InvariantCulture),
                });
            }
            return new ReminderTableData(entries);
        },
        CancellationToken.None);

    private NpgsqlCommand Command(NpgsqlConnection connection, string text, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(text, connection) { Parameters = { Text(serviceId) } };
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };
}
