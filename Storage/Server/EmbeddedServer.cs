using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaGateway.Storage.Server;

/// <summary>
/// The gateway's own PostgreSQL: a child process on a Unix socket. It is made at the first start, started again when
/// it crashes, and stopped with the gateway. There are never two servers on one cluster: a lock keeps a second gateway
/// out, and a server that a killed gateway left behind is stopped before another is started.
/// </summary>
public sealed partial class EmbeddedServer : IAsyncDisposable
{
    private const string LockFile = "gateway.lock";
    private static readonly TimeSpan _longestRestartDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _steadyAfter = TimeSpan.FromMinutes(1);

    private readonly string _dataDirectory;
    private readonly EmbeddedServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EmbeddedServer> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private FileStream? _lock;
    private ServerTools? _tools;
    private ClusterDirectory? _cluster;
    private SocketDirectory? _socket;
    private Task _supervision = Task.CompletedTask;

    /// <summary>A server that is not started yet.</summary>
    /// <param name="dataDirectory">The gateway's data directory; the cluster is in <c>postgres</c> below it.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="time">The clock of its delays.</param>
    /// <param name="logger">Where its own lines go, too.</param>
    public EmbeddedServer(string dataDirectory, IOptions<EmbeddedServerOptions> options, TimeProvider time, ILogger<EmbeddedServer> logger)
    {
        _dataDirectory = Path.GetFullPath(dataDirectory);
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>How the gateway's database is reached, once <see cref="StartAsync"/> has begun to run the server.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public string ConnectionString => ConnectionTo(ServerSettings.Owner);

    /// <summary>The process id of the running server; null while there is none.</summary>
    public int? ProcessId { get; private set; }

    /// <summary>Makes the cluster where there is none, and keeps a server running on it until <see cref="StopAsync"/>.</summary>
    /// <returns>Completes when the server takes connections for the first time.</returns>
    /// <exception cref="ServerStartException">It cannot be started as things are.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_dataDirectory);
        _lock = TakeLock();
        var binaries = PostgresBinaries.Find(_options.BinariesDirectory, _dataDirectory, ClusterDirectory.MajorVersion(_dataDirectory));
        _tools = new(binaries, ServerAccount.Resolve(_options.Account));
        _cluster = await ClusterDirectory.LocateAsync(_dataDirectory, _tools, cancellationToken).ConfigureAwait(false);
        if (_cluster.IsElsewhere) LogClusterElsewhere(_cluster.Path, _tools.Account.UserName, _dataDirectory);
        await _cluster.EnsureAsync(_tools, cancellationToken).ConfigureAwait(false);
        await ClearLeftoversAsync(cancellationToken).ConfigureAwait(false);
        _socket = await SocketDirectory.CreateAsync(_cluster.Path, _tools, cancellationToken).ConfigureAwait(false);

        var firstReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _supervision = Task.Run(() => SuperviseAsync(firstReady), CancellationToken.None);
        await firstReady.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the server: fast, which ends what is open and writes everything; at once when that takes too long.</summary>
    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _supervision.ConfigureAwait(false);
        _socket?.Remove();
        if (_lock is not null) await _lock.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _socket?.Path ?? throw new InvalidOperationException("The server was not started."),
        Username = ServerSettings.Owner,
        Database = database,
    }.ConnectionString;

    private FileStream TakeLock()
    {
        try
        {
            // The lock ends with the process, also when it is killed.
            return new(Path.Combine(_dataDirectory, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new ServerStartException($"Another gateway runs on {_dataDirectory}: stop it or choose another data directory.", taken);
        }
    }

    /// <summary>Runs one server after the other until the gateway stops; the first one's fate is told to the caller of start.</summary>
    private async Task SuperviseAsync(TaskCompletionSource firstReady)
    {
        var delay = _options.RestartDelay;
        while (true)
        {
            var started = _time.GetTimestamp();
            try
            {
                if (await RunOnceAsync(firstReady).ConfigureAwait(false)) return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                LogRunFailed(failure);
            }
            if (_stopping.IsCancellationRequested) return;
            if (_time.GetElapsedTime(started) > _steadyAfter) delay = _options.RestartDelay;
            LogRestart(delay);
            await Task.Delay(delay, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stopping.IsCancellationRequested) return;
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, _longestRestartDelay.Ticks));
        }
    }

    /// <summary>Runs one server to its end.</summary>
    /// <returns>True when it ended because the gateway stops.</returns>
    private async Task<bool> RunOnceAsync(TaskCompletionSource firstReady)
    {
        await ClearLeftoversAsync(_stopping.Token).ConfigureAwait(false);
        using var server = ServerProcess.Start(_tools!, _cluster!.Path, _socket!.Path, _options, _logger);
        ProcessId = server.Id;
        try
        {
            if (await BecomesReadyAsync(server).ConfigureAwait(false))
            {
                await EnsureDatabaseAsync(_stopping.Token).ConfigureAwait(false);
                LogReady(server.Id, _socket.Path);
                firstReady.TrySetResult();
                await server.WaitForExitAsync(_stopping.Token).ConfigureAwait(false);
            }
            LogEnded(server.LastOutput);
            return false;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            ProcessId = null;
            await StopRunningAsync(CancellationToken.None).ConfigureAwait(false);
            // One that was not far enough to have a pid file, or did not listen.
            await server.KillAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> BecomesReadyAsync(ServerProcess server)
    {
        using var limit = new CancellationTokenSource(_options.StartTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
        try
        {
            return await server.WaitUntilReadyAsync(_time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            LogStartTooSlow(_options.StartTimeout);
            return false;
        }
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres") + ";Pooling=false");
        await using var look = source.CreateCommand("select 1 from pg_database where datname = $1");
        look.Parameters.Add(new() { Value = ServerSettings.Owner });
        if (await look.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null) return;
        await using var make = source.CreateCommand($"create database {ServerSettings.Owner}");
        await make.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops a server that a killed gateway left behind, and mends a pid file that would keep a new one from starting.</summary>
    private async Task ClearLeftoversAsync(CancellationToken cancellationToken)
    {
        var cluster = _cluster!.Path;
        if (PostmasterFile.Read(cluster) is not { } left) return;
        if (left.IsServerOf(cluster))
        {
            LogOrphan(left.ProcessId);
            await StopRunningAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (left.IsAlive)
        {
            // The number was given to another process meanwhile, which PostgreSQL would take for a server. It takes its
            // own parent for none.
            PostmasterFile.Rename(cluster, Environment.ProcessId);
            LogStalePidFile(left.ProcessId);
        }
        if (left.SocketDirectory != _socket?.Path) SocketDirectory.RemoveLeftBehind(left.SocketDirectory);
    }

    private async Task StopRunningAsync(CancellationToken cancellationToken)
    {
        var cluster = _cluster!.Path;
        foreach (var mode in new[] { "fast", "immediate" })
        {
            if (PostmasterFile.Read(cluster)?.IsServerOf(cluster) != true) return;
            var seconds = ((int)Math.Ceiling(_options.StopTimeout.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var stopped = await _tools!.RunAsync("pg_ctl", ["stop", "-D", cluster, "-m", mode, "-t", seconds, "-s"], cancellationToken).ConfigureAwait(false);
            if (stopped.ExitCode == 0) return;
            LogStopFailed(mode, stopped.Output);
        }
    }
}
