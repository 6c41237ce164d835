using MediaGateway.Grains.Interfaces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaGateway.Storage.Connections;

/// <summary>
/// Opens the gate when the database answers and is prepared, at the start as after every outage, and looks now and
/// then whether it still answers. A database that came back may be another one (restored, failed over), so it is
/// prepared again each time.
/// </summary>
internal sealed partial class DatabaseWatch(
    Database database,
    IEnumerable<IDatabasePreparation> preparations,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    ILogger<DatabaseWatch> logger)
{
    private readonly IDatabasePreparation[] _preparations = [.. preparations.OrderBy(preparation => preparation.Order)];

    /// <summary>Watches until it is cancelled.</summary>
    /// <exception cref="DatabaseRefusedException">The database answers and cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (database.Gate.State == DatabaseState.Ready)
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (!await TryPrepareAsync(cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(options.Value.RetryInterval, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What is left in the pool from before the outage is broken.
            database.Source.Clear();
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            foreach (var preparation in _preparations) await preparation.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
            database.Gate.Open();
            LogReady();
            return true;
        }
        catch (DatabaseRefusedException)
        {
            database.Gate.Close(DatabaseState.Refused);
            throw;
        }
        catch (Exception exception) when (DatabaseFaults.Classify(exception) is DatabaseFault.Outage or DatabaseFault.Busy)
        {
            LogNotYet(exception.Message);
            return false;
        }
        catch (PostgresException exception)
        {
            database.Gate.Close(DatabaseState.Refused);
            throw new DatabaseRefusedException($"The database cannot be prepared: {exception.MessageText} ({exception.SqlState}).", exception);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(options.Value.CheckInterval, time, ended.Token);
        await Task.WhenAny(pause, database.Gate.WaitUntilClosedAsync(ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (database.Gate.State != DatabaseState.Ready)
        {
            LogLost();
            return;
        }
        try
        {
            await database.UseAsync(PingAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException unavailable)
        {
            LogNotYet(unavailable.InnerException?.Message ?? unavailable.Message);
        }
    }

    private static async Task PingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is ready")]
    private partial void LogReady();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was lost; waiting for it to come back")]
    private partial void LogLost();

    [LoggerMessage(Level = LogLevel.Debug, Message = "The database does not answer: {Reason}")]
    private partial void LogNotYet(string reason);
}
