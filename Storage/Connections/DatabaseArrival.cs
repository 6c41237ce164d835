using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaGateway.Storage.Connections;

/// <summary>Has the start of a process wait for its database, for as long as it may.</summary>
internal sealed partial class DatabaseArrival(
    Database database,
    DatabaseWatch watch,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    ILogger<DatabaseArrival> logger)
{
    /// <summary>Completes when the database can be used, or was waited for long enough by a process that can do without.</summary>
    /// <param name="watching">Who opens the gate; its failure is thrown.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="DatabaseRefusedException">The database answers and cannot be used.</exception>
    /// <exception cref="DatabaseAbsentException">It did not answer in time, and <see cref="DatabaseOptions.MustAnswer"/>.</exception>
    public async Task WaitAsync(Task watching, CancellationToken cancellationToken)
    {
        var patience = options.Value.StartPatience;
        while (!await ArrivesAsync(watching, patience, cancellationToken).ConfigureAwait(false))
        {
            if (!options.Value.MustAnswer)
            {
                LogStartsWithout(patience);
                return;
            }

            // What it is told to do may take longer, and would begin anew at the next start.
            if (watch.LastFailure is { } failure)
                throw new DatabaseAbsentException($"{database.Place} did not answer within {patience}, and this process can do nothing without it: {failure}. Storage:StartPatience says how long it waits.");
        }
    }

    private async Task<bool> ArrivesAsync(Task watching, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tooLong = Task.Delay(patience, time, ended.Token);
        var first = await Task.WhenAny(watching, database.Gate.WaitUntilOpenAsync(ended.Token), tooLong).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (first == watching) await watching.ConfigureAwait(false);
        return first != tooLong;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer within {Patience}; the gateway starts without it and is not ready until it does")]
    private partial void LogStartsWithout(TimeSpan patience);
}
