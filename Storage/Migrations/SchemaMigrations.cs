using MediaGateway.Storage.Connections;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaGateway.Storage.Migrations;

/// <summary>
/// Brings the schema to this gateway's version. All that is missing is applied in one transaction under an advisory
/// lock, so that of several processes that start together one does it and the others find it done. What was applied is
/// recorded with its checksum: a file that was changed afterwards, or a schema that is ahead, is refused.
/// </summary>
internal sealed partial class SchemaMigrations(IReadOnlyList<Migration> migrations, MigrationSeries series, ILogger<SchemaMigrations> logger) : IDatabasePreparation
{
    /// <summary>The advisory lock, the same in all versions: "mgschema" in ASCII.</summary>
    private const long LockKey = 0x6d67_7363_6865_6d61;

    private string CreateHistory => $"""
        create table if not exists {series.History} (
            version integer primary key,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now()
        )
        """;

    /// <inheritdoc/>
    public int Order => series.Order;

    /// <inheritdoc/>
    public async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        // Another process may be at it for as long as its migrations take.
        await ExecuteAsync($"select pg_advisory_xact_lock({LockKey})", connection, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync("set local client_min_messages = warning", connection, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(CreateHistory, connection, cancellationToken).ConfigureAwait(false);
        var applied = await ReadHistoryAsync(connection, cancellationToken).ConfigureAwait(false);
        Verify(applied);
        foreach (var migration in migrations.Where(migration => !applied.ContainsKey(migration.Version)))
        {
            await ApplyAsync(migration, connection, cancellationToken).ConfigureAwait(false);
        }
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Verify(Dictionary<int, (string Name, string Checksum)> applied)
    {
        var newest = migrations.Count == 0 ? 0 : migrations[^1].Version;
        foreach (var (version, (name, checksum)) in applied.OrderBy(pair => pair.Key))
        {
            if (version > newest)
                throw new DatabaseRefusedException($"The database is at schema version {version} ({name}); this gateway knows versions up to {newest}. Run a newer gateway, or restore a backup from before.");
            var known = migrations.FirstOrDefault(migration => migration.Version == version)
                ?? throw new DatabaseRefusedException($"The database has schema version {version} ({name}), which this gateway does not know.");
            if (known.Checksum != checksum)
                throw new DatabaseRefusedException($"{known.FileName} was changed after it had been applied to this database. Put it back as it was and make a new migration instead.");
        }
        var lastApplied = applied.Count == 0 ? 0 : applied.Keys.Max();
        if (migrations.FirstOrDefault(migration => migration.Version < lastApplied && !applied.ContainsKey(migration.Version)) is { } late)
            throw new DatabaseRefusedException($"{late.FileName} has a lower number than what this database already has ({lastApplied}). Give it the next free number.");
    }

    private async Task ApplyAsync(Migration migration, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(migration.Sql, connection, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (DatabaseFaults.Classify(exception) == DatabaseFault.Statement)
        {
            throw new DatabaseRefusedException($"{migration.FileName} failed and was not applied: {exception.MessageText} ({exception.SqlState}).", exception);
        }
        await using var record = new NpgsqlCommand($"insert into {series.History} (version, name, checksum) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = migration.Version }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await record.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        LogApplied(migration.FileName);
    }

    private async Task<Dictionary<int, (string Name, string Checksum)>> ReadHistoryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, (string, string)>();
        await using var command = new NpgsqlCommand($"select version, name, checksum from {series.History}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    private static async Task ExecuteAsync(string sql, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // A migration may take as long as it needs; the caller's token ends it.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {FileName}")]
    private partial void LogApplied(string fileName);
}
