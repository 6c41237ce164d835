using MediaGateway.Grains.Interfaces;
using MediaGateway.Storage.Connections;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class StorageLifetimeTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("mgdata").FullName;

    public Task InitializeAsync()
    {
        TestServer.Open(_data);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_data, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_host_without_connection_string_brings_its_own_database_and_takes_it_down_again()
    {
        int id;
        await using (var host = await StorageHost.StartWithAsync(_ => { }, ("Storage:DataDirectory", _data)))
        {
            id = host.Get<EmbeddedServer>().ProcessId!.Value;
            Assert.Equal(DatabaseState.Ready, host.Get<DatabaseGate>().State);
            Assert.Equal(1L, await CountAsync(host, "select count(*) from schema_migrations where version = 1"));
        }

        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task A_database_that_is_down_at_start_delays_readiness_and_nothing_else()
    {
        var server = new EmbeddedServer(_data, Options.Create(new EmbeddedServerOptions()), TimeProvider.System, NullLogger<EmbeddedServer>.Instance);
        await server.StartAsync(CancellationToken.None);
        var connectionString = server.ConnectionString;
        await server.DisposeAsync();

        await using var host = await StorageHost.StartOnAsync(connectionString, ("Storage:StartPatience", "00:00:00.050"), ("Storage:RetryInterval", "00:00:00.050"));
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(host));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => CountAsync(host, "select count(*) from schema_migrations"));

        await using var late = new EmbeddedServer(_data, Options.Create(new EmbeddedServerOptions()), TimeProvider.System, NullLogger<EmbeddedServer>.Instance);
        await late.StartAsync(CancellationToken.None);
        await host.Get<DatabaseGate>().WaitUntilOpenAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
        Assert.Equal(1L, await CountAsync(host, "select count(*) from schema_migrations where version = 1"));
    }

    [Fact]
    public async Task A_database_that_goes_away_is_refused_quickly_and_used_again_when_it_is_back()
    {
        await using var host = await StorageHost.StartWithAsync(_ => { }, ("Storage:DataDirectory", _data));
        var first = host.Get<EmbeddedServer>().ProcessId!.Value;

        System.Diagnostics.Process.GetProcessById(first).Kill();

        // Whatever was in the pool is broken now: each use either says so or works on the server that came back.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var since = 0; since < 20; since += host.Get<EmbeddedServer>().ProcessId is { } id && id != first ? 1 : 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                await CountAsync(host, "select count(*) from schema_migrations");
            }
            catch (StorageUnavailableException)
            {
                await host.Get<DatabaseGate>().WaitUntilOpenAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
            }
        }
        await CountAsync(host, "select count(*) from schema_migrations");
    }

    [Fact]
    public async Task A_database_with_a_newer_schema_stops_the_start()
    {
        var connectionString = await TestServer.CreateDatabaseAsync();
        await using (await StorageHost.StartOnAsync(connectionString)) { }
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var command = source.CreateCommand("insert into schema_migrations (version, name, checksum) values (999, 'future', 'x')");
            await command.ExecuteNonQueryAsync();
        }

        await Assert.ThrowsAsync<DatabaseRefusedException>(() => StorageHost.StartOnAsync(connectionString));
    }

    [Fact]
    public async Task All_faults_of_the_options_are_told_at_once()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StorageHost.StartOnAsync(
            "Server Nonsense", ("Storage:MaxPoolSize", "1"), ("Storage:CommandTimeout", "2.00:00:00")));

        Assert.Contains("MaxPoolSize", refused.Message, StringComparison.Ordinal);
        Assert.Contains("CommandTimeout", refused.Message, StringComparison.Ordinal);
    }

    private static Task<long> CountAsync(StorageHost host, string sql) => host.Get<Database>().UseAsync(
        async (connection, cancellationToken) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        },
        CancellationToken.None);

    private static async Task<HealthStatus> HealthAsync(StorageHost host) => (await host.Get<HealthCheckService>().CheckHealthAsync()).Status;
}
