using MediaGateway.Grains.Interfaces;
using MediaGateway.Storage.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaGateway.Storage.Journal;

/// <summary>Forgets operations past the horizon, now and then and a few at a time.</summary>
internal sealed partial class JournalUpkeep(Database database, IOptions<JournalOptions> options, TimeProvider time, ILogger<JournalUpkeep> logger) : BackgroundService
{
    private const int RowsAtATime = 5_000;

    /// <summary>Forgets everything that is past the horizon now.</summary>
    /// <returns>How many operations were forgotten.</returns>
    internal async Task<long> ForgetAsync(CancellationToken cancellationToken)
    {
        var horizon = time.GetUtcNow() - options.Value.OperationRetention;
        var forgotten = 0L;
        for (var last = RowsAtATime; last == RowsAtATime;)
        {
            last = await database.UseAsync((connection, token) => UserLogUpkeep.ForgetAsync(connection, horizon, RowsAtATime, token), cancellationToken).ConfigureAwait(false);
            forgotten += last;
        }
        return forgotten;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RetentionInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var forgotten = await ForgetAsync(stoppingToken).ConfigureAwait(false);
                if (forgotten > 0) LogForgotten(forgotten);
            }
            catch (StorageUnavailableException unavailable)
            {
                LogSkipped(unavailable.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Count} operations past their time")]
    private partial void LogForgotten(long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Old operations are forgotten later: {Reason}")]
    private partial void LogSkipped(string reason);
}
