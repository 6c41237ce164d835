using MediaGateway.ApiFrontend.Accounts.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaGateway.ApiFrontend.Accounts.Live;

/// <summary>Asks every ten seconds whether the sessions of live connections are still open; those that ended elsewhere are cut by that.</summary>
internal sealed partial class SessionSweep(SessionConnections connections, SessionWatch sessions, TimeProvider time, ILogger<SessionSweep> logger) : BackgroundService
{
    private const int MostAtOnce = 64;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stoppingToken };
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Parallel.ForEachAsync(connections.OneOfEach(), parallel, async (connection, ended) => await AskAsync(connection, ended));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops, and its connections with it.
        }
    }

    private async Task AskAsync(SessionConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.IsOpenAsync(sessions.Watch(connection.UserId, connection.SessionId), cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody knows whether it has ended; it is asked again.
            LogNotAsked(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the session of a live connection is open could not be asked.")]
    private partial void LogNotAsked(Exception failure);
}
