using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Storage.Server;

/// <summary>One run of the <c>postgres</c> program, from its start to its end.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private const int RememberedLines = 20;
    private static readonly TimeSpan _lookInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly string _cluster;
    private readonly ILogger _logger;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, string cluster, ILogger logger)
    {
        _process = process;
        _cluster = cluster;
        _logger = logger;
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>The last lines that it printed.</summary>
    public string LastOutput => string.Join('\n', _lastLines);

    /// <summary>Starts the server in a session of its own, so that Ctrl-C in a terminal stops the gateway first and the server after it.</summary>
    public static ServerProcess Start(ServerTools tools, string cluster, string socketDirectory, EmbeddedServerOptions options, ILogger logger)
    {
        string[] arguments = [tools.Binaries.Program("postgres"), .. ServerSettings.Arguments(cluster, socketDirectory, options)];
        var process = new Process { StartInfo = tools.StartInfo("setsid", arguments), EnableRaisingEvents = true };
        var server = new ServerProcess(process, cluster, logger);
        process.Exited += (_, _) => server._exited.TrySetResult();
        process.OutputDataReceived += server.Keep;
        process.ErrorDataReceived += server.Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Completes when the server takes connections.</summary>
    /// <returns>False when it ended instead.</returns>
    public async Task<bool> WaitUntilReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (!_exited.Task.IsCompleted)
        {
            if (PostmasterFile.Read(_cluster) is { IsReady: true } file && file.ProcessId == _process.Id) return true;
            await Task.Delay(_lookInterval, time, cancellationToken).ConfigureAwait(false);
        }
        return false;
    }

    /// <summary>Completes when the server has ended, even if a process of it lives on and holds its output open.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _exited.Task.WaitAsync(cancellationToken);

    /// <summary>Ends a server that did not stop when it was asked; what was committed is recovered at the next start.</summary>
    public async Task KillAsync()
    {
        if (_exited.Task.IsCompleted) return;
        _process.Kill();
        await _exited.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { Length: > 0 } text) return;
        _lastLines.Enqueue(text);
        if (_lastLines.Count > RememberedLines) _lastLines.TryDequeue(out _);
        if (text.Contains("FATAL:", StringComparison.Ordinal) || text.Contains("PANIC:", StringComparison.Ordinal) || text.Contains("ERROR:", StringComparison.Ordinal))
            LogServerProblem(text);
        else LogServerLine(text);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "postgres: {Line}")]
    private partial void LogServerLine(string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "postgres: {Line}")]
    private partial void LogServerProblem(string line);
}
