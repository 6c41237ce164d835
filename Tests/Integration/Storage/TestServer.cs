using System.Diagnostics;
using System.Globalization;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaGateway.Tests.Integration.Storage;

/// <summary>
/// One throw-away PostgreSQL for the whole test run, started by the first test that asks for a database and gone when
/// the run ends, however it ends.
/// </summary>
public static class TestServer
{
    private const string Prefix = "media-gateway-tests-";
    private static readonly Lazy<Task<EmbeddedServer>> _server = new(StartAsync);
    private static int _databases;

    /// <summary>Makes an empty database of its own for a test class.</summary>
    /// <returns>Its connection string.</returns>
    public static Task<string> CreateDatabaseAsync() => CreateDatabaseAsync("template0");

    /// <summary>Makes a copy of a database that nobody uses at the moment.</summary>
    /// <returns>Its connection string.</returns>
    public static Task<string> CopyDatabaseAsync(string connectionString) => CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    private static async Task<string> CreateDatabaseAsync(string template)
    {
        var server = await _server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand($"create database {name} template {template}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    private static async Task<EmbeddedServer> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("media-gateway-tests-").FullName;
        Open(directory);
        CleanUpAfterThisProcess(directory);
        var server = new EmbeddedServer(
            directory,
            Options.Create(new EmbeddedServerOptions { MaxConnections = 300 }),
            TimeProvider.System,
            NullLogger<EmbeddedServer>.Instance);
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    /// <summary>
    /// A test host is given no time at its end, and may be killed: a shell waits for that end, whatever it is, then
    /// stops the server by its process id and removes its files.
    /// </summary>
    private static void CleanUpAfterThisProcess(string directory)
    {
        const string Script = """
            while kill -0 "$1" 2>/dev/null; do sleep 0.2; done
            server=$(head -n 1 "$2/postgres/postmaster.pid" 2>/dev/null)
            [ -z "$server" ] || kill -QUIT "$server"
            while [ -n "$server" ] && kill -0 "$server" 2>/dev/null; do sleep 0.1; done
            rm -rf "$2"
            """;
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), directory])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process.Start(start)!.Dispose();
    }

    /// <summary>The server's user must get through when the tests run as root.</summary>
    internal static void Open(string directory)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }
}
