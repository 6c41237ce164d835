using Microsoft.Extensions.Hosting;

namespace MediaGateway.Storage.Connections;

/// <summary>
/// Has a process that keeps nothing in the database, and needs it for something else, wait at its start until it answers.
/// </summary>
internal sealed class DatabaseContact(Database database, DatabaseWatch watch, DatabaseArrival arrival) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = Task.Run(() => watch.RunAsync(ended.Token), CancellationToken.None);
        try
        {
            await arrival.WaitAsync(watching, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Nothing else is done with it here; a connection that is kept would be one less for a silo.
            await database.DisposeAsync().ConfigureAwait(false);
        }
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
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
