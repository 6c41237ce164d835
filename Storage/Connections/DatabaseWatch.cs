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
    /// <summary>How many times the usual pause the pauses of a start grow to: many processes may wait for one server that recovers.</summary>
    private const int LongestStartPause = 10;

    private readonly IDatabasePreparation[] _preparations = [.. preparations.OrderBy(preparation => preparation.Order)];
    private bool _waits;

    /// <summary>Why the database could not be reached when it was tried last; null when it was not tried, or is reached.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Watches until it is cancelled.</summary>
    /// <exception cref="DatabaseRefusedException">The database answers and cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = options.Value.RetryInterval;
        while (true)
        {
            if (database.Gate.State == DatabaseState.Ready)
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
                pause = options.Value.RetryInterval;
            }
            else if (!await TryPrepareAsync(cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                pause = NextPause(pause);
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
            LastFailure = null;
            foreach (var preparation in _preparations) await preparation.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
            _waits = false;
            database.Gate.Open();
            LogReady();
            return true;
        }
        catch (PostgresException refusal) when (database.Gate.Openings == 0 && DatabaseFaults.RefusesLogin(refusal))
        {
            database.Gate.Close(DatabaseState.Refused);
            throw new DatabaseRefusedException($"{database.Place} refuses the login: {refusal.MessageText} ({refusal.SqlState}).", refusal);
        }
        catch (DatabaseRefusedException)
        {
            database.Gate.Close(DatabaseState.Refused);
            throw;
        }
        catch (Exception exception) when (DatabaseFaults.Classify(exception) is DatabaseFault.Outage or DatabaseFault.Busy)
        {
            LastFailure = exception.Message;
            if (!_waits) LogWaits(database.Place, exception.Message);
            _waits = true;
            LogNotYet(exception.Message);
            return false;
        }
        catch (PostgresException exception)
        {
            database.Gate.Close(DatabaseState.Refused);
            throw new DatabaseRefusedException($"The database cannot be prepared: {exception.MessageText} ({exception.SqlState}).", exception);
        }
    }

    /// <summary>The pause after this one: once the database was there, people wait for its return.</summary>
    private TimeSpan NextPause(TimeSpan pause)
    {
        var usual = options.Value.RetryInterval;
        return database.Gate.Openings > 0 ? usual : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, usual.Ticks * LongestStartPause));
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
            _waits = true;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database at {Place}: {Reason}")]
    private partial void LogWaits(string place, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was lost; waiting for it to come back")]
    private partial void LogLost();

    [LoggerMessage(Level = LogLevel.Debug, Message = "The database does not answer: {Reason}")]
    private partial void LogNotYet(string reason);
}
