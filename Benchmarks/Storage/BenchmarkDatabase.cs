using System.Diagnostics;
using MediaGateway.Storage;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaGateway.Benchmarks.Storage;

/// <summary>A throw-away PostgreSQL with the gateway's settings and schema, for the gateway's stores and their rivals alike.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _directory;
    private int _databases;

    private BenchmarkDatabase(IHost host, string directory)
    {
        _host = host;
        _directory = directory;
    }

    /// <summary>The stores.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Where the server is.</summary>
    public string ConnectionString => Services.GetRequiredService<EmbeddedServer>().ConnectionString;

    private NpgsqlConnectionStringBuilder Connection => new(ConnectionString);

    /// <summary>Starts one, with whatever else is to run over it.</summary>
    public static async Task<BenchmarkDatabase> StartAsync(Action<HostApplicationBuilder>? add = null)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        var directory = Directory.CreateTempSubdirectory("media-gateway-bench-").FullName;
        // The server runs as another user when this one is root.
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Storage:DataDirectory", directory), new("Storage:Server:MaxConnections", "400")]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddPostgresStorage(builder.Configuration);
        add?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new(host, directory);
    }

    /// <summary>Makes an empty database on the same server.</summary>
    /// <returns>Where it is.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"bench_{++_databases}";
        await ExecuteAsync($"create database {name}");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs one of PostgreSQL's own clients against this database.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunClientAsync(string program, params string[] arguments)
    {
        var binaries = PostgresBinaries.Find(null, _directory, null);
        string[] where = ["-h", Connection.Host!, "-U", Connection.Username!];
        using var process = Process.Start(new ProcessStartInfo(binaries.Program(program), [.. where, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {await errors}");
        return await output;
    }

    /// <summary>The name of a file below the throw-away directory.</summary>
    public string FileFor(string name) => Path.Combine(_directory, name);

    /// <summary>The name of the database.</summary>
    public string Name => Connection.Database!;

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
