using MediaGateway.Storage.Connections;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaGateway.Storage.Journal;

/// <summary>
/// Gives the log its identity, and another one when the database is not the one it was given in: a dump restored
/// elsewhere has another system or database number, a restored or promoted physical copy another timeline. Clients that
/// have seen what the backup had not are then told by the epoch, and load a snapshot.
/// </summary>
internal sealed partial class LogEpoch(ILogger<LogEpoch> logger) : IDatabasePreparation
{
    private const string Keep = """
        with here as (
            select concat_ws('/', s.system_identifier, c.timeline_id, d.oid) as identity
            from pg_control_system() s, pg_control_checkpoint() c, pg_database d
            where d.datname = current_database()
        )
        insert into log_epoch (epoch, database_identity)
        select gen_random_uuid()::text, identity from here
        on conflict (singleton) do update set epoch = excluded.epoch, database_identity = excluded.database_identity
        where log_epoch.database_identity <> excluded.database_identity
        """;

    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Keep, connection);
        if (await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0) LogNewEpoch();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The log has a new epoch: this database is new, restored or promoted")]
    private partial void LogNewEpoch();
}
