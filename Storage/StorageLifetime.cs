using MediaGateway.Storage.Connections;
using MediaGateway.Storage.Journal;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaGateway.Storage;

/// <summary>
/// Brings the database up before everything else in the host and takes it down after everything else. A database that
/// does not answer delays readiness, of a process that needs it at once its start; one that must not be used stops the start.
/// </summary>
internal sealed partial class StorageLifetime(
    EmbeddedServer server,
    Database database,
    DatabaseWatch watch,
    PostgresUserJournal journal,
    DatabaseArrival arrival,
    IOptions<DatabaseOptions> options,
    IHostApplicationLifetime host,
    ILogger<StorageLifetime> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        await arrival.WaitAsync(_running, cancellationToken).ConfigureAwait(false);
        _ = StopHostOnFailureAsync();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // What was accepted is finished while there is still a database to finish it in.
        await journal.DisposeAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await database.DisposeAsync().ConfigureAwait(false);
        await server.StopAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A start that failed is never stopped.
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsEmbedded) await server.StartAsync(cancellationToken).ConfigureAwait(false);
        await watch.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task StopHostOnFailureAsync()
    {
        try
        {
            await _running.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host stops already.
        }
        catch (Exception failure)
        {
            LogCannotGoOn(failure, failure.Message);
            Environment.ExitCode = 1;
            host.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The gateway cannot go on: {Reason}")]
    private partial void LogCannotGoOn(Exception failure, string reason);
}
