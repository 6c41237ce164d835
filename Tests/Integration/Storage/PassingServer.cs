using System.Diagnostics;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MediaGateway.Tests.Integration.Storage;

/// <summary>A PostgreSQL server that somebody else than the gateway runs, takes away and brings back.</summary>
public sealed class PassingServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mg-outage-").FullName;
    private EmbeddedServer _server = null!;

    private PassingServer() => TestServer.Open(_directory);

    /// <summary>How it is reached, whenever it is there.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>A server that runs.</summary>
    public static async Task<PassingServer> StartAsync()
    {
        var server = new PassingServer();
        await server.BringBackAsync();
        return server;
    }

    /// <summary>A server that does not run yet.</summary>
    public static async Task<PassingServer> PrepareAsync()
    {
        var server = await StartAsync();
        await server.TakeAwayAsync();
        return server;
    }

    /// <summary>Starts it.</summary>
    public async Task BringBackAsync()
    {
        _server = new EmbeddedServer(_directory, Options.Create(new EmbeddedServerOptions()), TimeProvider.System, NullLogger<EmbeddedServer>.Instance);
        await _server.StartAsync(CancellationToken.None);
        ConnectionString = _server.ConnectionString;
    }

    /// <summary>Stops it, or has it die.</summary>
    public async Task TakeAwayAsync(bool killed = false)
    {
        if (killed)
        {
            using var postmaster = Process.GetProcessById(_server.ProcessId!.Value);
            // Stopped first, so that the one who started it does not bring it back at once.
            var stopping = _server.StopAsync();
            postmaster.Kill();
            await stopping;
        }

        await _server.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
