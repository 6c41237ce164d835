using MediaGateway.Grains.Interfaces;
using MediaGateway.Storage.Connections;
using Npgsql;

namespace MediaGateway.Tests.Integration.Storage;

/// <summary>A database that answers, but not soon enough.</summary>
public sealed class BoundedWaitTests : IAsyncLifetime
{
    private const int Connections = 4;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private StorageHost _host = null!;

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync(
        ("Storage:MaxPoolSize", $"{Connections}"), ("Storage:ConnectTimeout", "00:00:01"), ("Storage:CommandTimeout", "00:00:01"), ("Storage:CheckInterval", "00:10:00"));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Whoever_finds_no_free_connection_is_refused_and_the_database_is_not_held_to_be_down()
    {
        var release = new TaskCompletionSource();
        TaskCompletionSource[] taken = [.. Enumerable.Range(0, Connections).Select(_ => new TaskCompletionSource())];
        var holders = Array.ConvertAll(taken, mine => _host.Get<Database>().UseAsync(
            async (_, _) =>
            {
                mine.SetResult();
                await release.Task;
            },
            CancellationToken.None));
        await Task.WhenAll(taken.Select(mine => mine.Task)).WaitAsync(_patience);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => AskAsync("select 1").WaitAsync(_patience));

        Assert.Equal(DatabaseState.Ready, _host.Get<DatabaseGate>().State);
        release.SetResult();
        await Task.WhenAll(holders);
        await AskAsync("select 1");
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_given_up_and_the_database_is_not_held_to_be_down()
    {
        await Assert.ThrowsAsync<StorageUnavailableException>(() => AskAsync("select pg_sleep(600)").WaitAsync(_patience));

        Assert.Equal(DatabaseState.Ready, _host.Get<DatabaseGate>().State);
        await AskAsync("select 1");
    }

    private Task AskAsync(string sql) => _host.Get<Database>().UseAsync(
        async (connection, cancellationToken) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        },
        CancellationToken.None);
}
