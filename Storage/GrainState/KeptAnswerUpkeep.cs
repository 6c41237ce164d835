using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Sources;
using MediaGateway.Storage.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace MediaGateway.Storage.GrainState;

/// <summary>Removes sources' answers that are of no use any more: their grains are never started again to do it themselves.</summary>
internal sealed partial class KeptAnswerUpkeep(Database database, string serviceId, TimeProvider time, ILogger<KeptAnswerUpkeep> logger) : BackgroundService
{
    // Few at a time, so that no lock is held for long.
    private const int RowsAtATime = 1_000;

    private const string RemoveText = """
        delete from grain_state where ctid = any (array (
            select ctid from grain_state
            where service_id = $1 and state_name = $2 and modified_at < coalesce(
                (select horizon from unnest($5, $6) as source (id, horizon) where id = split_part(grain_id, '/', 2)), $3)
            limit $4))
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Removes all that is too old now.</summary>
    /// <returns>How many there were.</returns>
    internal async Task<long> RemoveAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var removed = 0L;
        for (var last = RowsAtATime; last == RowsAtATime;)
        {
            last = await database.UseAsync((connection, token) => RemoveSomeAsync(connection, now, token), cancellationToken).ConfigureAwait(false);
            removed += last;
        }

        return removed;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var removed = await RemoveAsync(stoppingToken).ConfigureAwait(false);
                if (removed > 0) LogRemoved(removed);
            }
            catch (StorageUnavailableException unavailable)
            {
                LogSkipped(unavailable.Message);
            }
        }
    }

    private async Task<int> RemoveSomeAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(RemoveText, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = KeptAnswer.StateName });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - SourceDirectory.All.Max(KeptAnswer.UseOf), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = RowsAtATime });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. SourceDirectory.All.Select(source => source.Id)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. SourceDirectory.All.Select(source => now - KeptAnswer.UseOf(source))] });
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} answers of sources that were too old for any use")]
    private partial void LogRemoved(long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Old answers of sources are removed later: {Reason}")]
    private partial void LogSkipped(string reason);
}
