using System.Collections.Concurrent;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Storage;
using MediaGateway.Storage.Connections;
using MediaGateway.Storage.Server;
using MediaGateway.Tests.Grains.Runtime;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task A_host_that_needs_its_database_tries_again_after_growing_pauses_and_then_says_what_it_waited_for()
    {
        var time = new RecordedPauses();
        var absent = await Assert.ThrowsAsync<DatabaseAbsentException>(() => StorageHost.StartWithAsync(
            services => services.RequireDatabase().AddSingleton<TimeProvider>(time),
            ("Storage:ConnectionString", $"Host={_data};Username=ada"), ("Storage:RetryInterval", "00:00:00.010"), ("Storage:StartPatience", "00:00:02")));

        Assert.StartsWith($"{_data}:5432 did not answer within 00:00:02", absent.Message, StringComparison.Ordinal);
        Assert.Equal([10, 20, 40, 80, 100, 100], time.Pauses.Select(pause => pause.TotalMilliseconds).Where(pause => pause < 2000).Take(6));
    }

    [Fact]
    public async Task However_long_a_database_was_waited_for_at_the_start_its_return_is_looked_for_without_delay()
    {
        var time = new RecordedPauses();
        await using var server = await PassingServer.PrepareAsync();
        await using var host = await StorageHost.StartWithAsync(
            services => services.AddSingleton<TimeProvider>(time),
            ("Storage:ConnectionString", server.ConnectionString), ("Storage:RetryInterval", "00:00:00.020"), ("Storage:CheckInterval", "00:00:00.050"), ("Storage:StartPatience", "00:00:00"));
        await Eventually.UntilAsync(() => Retries().Contains(200));
        await server.BringBackAsync();
        await host.Get<DatabaseGate>().WaitUntilOpenAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        var before = Retries().Count;
        await server.TakeAwayAsync(killed: true);
        await Eventually.UntilAsync(() => Retries().Count > before);
        Assert.Equal(20, Retries()[before]);

        IReadOnlyList<double> Retries() => [.. time.Pauses.Select(pause => pause.TotalMilliseconds).Where(pause => pause is 20 or 200)];
    }

    [Fact]
    public async Task A_login_that_is_refused_stops_the_start_and_is_waited_for_where_it_was_let_in_before()
    {
        var connection = new NpgsqlConnectionStringBuilder(await TestServer.CreateDatabaseAsync());
        await using var operators = NpgsqlDataSource.Create(connection.ConnectionString);
        var role = $"role_of_{connection.Database}";
        await ExecuteAsync(operators, $"create role {role} nologin; alter database {connection.Database} owner to {role}");
        connection.Username = role;
        var refused = await Assert.ThrowsAsync<DatabaseRefusedException>(() => StorageHost.StartOnAsync(connection.ConnectionString, ("Storage:StartPatience", "00:10:00")));
        Assert.Contains("refuses the login", refused.Message, StringComparison.Ordinal);

        await ExecuteAsync(operators, $"alter role {role} login");
        await using var host = await StorageHost.StartOnAsync(connection.ConnectionString, ("Storage:RetryInterval", "00:00:00.050"));
        await ExecuteAsync(operators, $"alter role {role} nologin; select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => CountAsync(host, "select count(*) from schema_migrations"));
        await Eventually.UntilAsync(() => host.Get<DatabaseWatch>().LastFailure is not null);
        Assert.Equal(DatabaseState.Unavailable, host.Get<DatabaseGate>().State);

        await ExecuteAsync(operators, $"alter role {role} login");
        await host.Get<DatabaseGate>().WaitUntilOpenAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        await CountAsync(host, "select count(*) from schema_migrations");
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

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Real time, and how long it was waited for.</summary>
    private sealed class RecordedPauses : TimeProvider
    {
        private readonly ConcurrentQueue<TimeSpan> _pauses = new();

        public IReadOnlyCollection<TimeSpan> Pauses => _pauses;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _pauses.Enqueue(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
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
