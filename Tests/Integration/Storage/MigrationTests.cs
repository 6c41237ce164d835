using MediaGateway.Grains.Users;
using MediaGateway.Storage.Connections;
using MediaGateway.Storage.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly Migration _first = new(1, "first", "create table one (x int);\n");
    private static readonly Migration _second = new(2, "second", "create table two (x int);\n");
    private string _connectionString = null!;
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _connectionString = await TestServer.CreateDatabaseAsync();
        _source = NpgsqlDataSource.Create(_connectionString);
    }

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public async Task Migrations_are_applied_once_and_in_order()
    {
        await MigrateAsync(_first);
        await MigrateAsync(_first, _second);
        await MigrateAsync(_first, _second);

        await using var command = _source.CreateCommand("select string_agg(version || name, ',' order by version) from schema_migrations");
        Assert.Equal("1first,2second", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Many_processes_that_start_at_once_apply_each_migration_once() =>
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync(_first, _second)));

    [Fact]
    public async Task A_changed_old_file_is_refused_by_its_name()
    {
        await MigrateAsync(_first);

        var refused = await Assert.ThrowsAsync<DatabaseRefusedException>(() => MigrateAsync(_first with { Sql = "create table one (y int);\n" }));

        Assert.Contains("V001__first.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_endings_are_no_change()
    {
        await MigrateAsync(_first);

        await MigrateAsync(new Migration(1, "first", _first.Sql.ReplaceLineEndings("\r\n")));
    }

    [Fact]
    public async Task A_schema_from_a_newer_gateway_is_refused()
    {
        await MigrateAsync(_first, _second);

        var refused = await Assert.ThrowsAsync<DatabaseRefusedException>(() => MigrateAsync(_first));

        Assert.Contains("newer gateway", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_number_below_what_was_applied_is_refused()
    {
        await MigrateAsync(_second);

        await Assert.ThrowsAsync<DatabaseRefusedException>(() => MigrateAsync(_first, _second));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_of_itself()
    {
        var broken = new Migration(2, "broken", "create table half (x int); select 1/0;");

        await Assert.ThrowsAsync<DatabaseRefusedException>(() => MigrateAsync(_first, broken));

        await using var command = _source.CreateCommand("select to_regclass('half') is null and to_regclass('one') is null");
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(Migration.GatewayFolder)]
    [InlineData(Migration.OrleansFolder)]
    public void The_built_in_migrations_are_numbered_without_holes(string folder)
    {
        var all = Migration.BuiltIn(folder);
        Assert.NotEmpty(all);
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(migration => migration.Version));
    }

    [Fact]
    public async Task Two_series_are_counted_apart()
    {
        await MigrateAsync(_first);
        await using var connection = await _source.OpenConnectionAsync();
        var other = new MigrationSeries("other_migrations", 1);
        await new SchemaMigrations([_second with { Version = 1 }], other, NullLogger<SchemaMigrations>.Instance).PrepareAsync(connection, CancellationToken.None);

        await MigrateAsync(_first);

        await using var command = _source.CreateCommand("select (select count(*) from schema_migrations) + (select count(*) from other_migrations) * 10");
        Assert.Equal(11L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Logs_from_before_users_had_numbers_are_as_they_were()
    {
        await MigrateAsync([.. Migration.BuiltIn().Where(migration => migration.Version <= 8)]);
        await ExecuteAsync("""
            insert into user_heads values ('ada', 3, 'c3'), ('bob', 1, 'c1');
            insert into user_ops values
                ('ada', 2, 'op-2', 'tv', '2026-03-01T12:00:02Z', '[2]'), ('ada', 3, 'op-3', null, '2026-03-01T12:00:03Z', '[3]'),
                ('bob', 1, 'op-1', 'tv', '2026-03-01T12:00:01Z', '[1]');
            insert into user_op_index values
                ('ada', 'op-1', '\x01', 1, '2026-03-01T12:00:01Z', null, '["cancelled"]'), ('ada', 'op-2', '\x02', 2, '2026-03-01T12:00:02Z', null, '["add"]'),
                ('ada', 'no', '\x09', 0, '2026-03-01T12:00:02Z', 'not_in_watchlist', null), ('bob', 'op-1', '\x04', 1, '2026-03-01T12:00:01Z', null, null);
            insert into user_snapshots values ('ada', 1, '{}', '2026-03-01T12:00:01Z', 1);
            """);

        await using var host = await StorageHost.StartOnAsync(_connectionString);
        var journal = host.Get<IUserJournal>();

        var log = await journal.LoadAsync("ada", default);
        Assert.Equal((3, "c3", 1), (log.Seq, log.Clock, log.Snapshot?.Seq));
        Assert.Equal([(2, "op-2", "tv"), (3, "op-3", null)], log.Tail.Select(entry => (entry.Seq, entry.OpId, entry.DeviceId)));
        var found = (await journal.FindOperationsAsync("ada", ["op-1", "op-2", "op-3", "no"], default)).OrderBy(operation => operation.OpId, StringComparer.Ordinal).ToList();
        Assert.Equal([("no", 0, "not_in_watchlist"), ("op-1", 1, null), ("op-2", 2, null)], found.Select(operation => (operation.OpId, (int)operation.Seq, operation.Refusal)));
        Assert.Equal(["", "cancelled", "add"], found.Select(operation => string.Concat(operation.CancelledAdds)));
        Assert.Equal([9, 1, 2], found.Select(operation => operation.Fingerprint.Span[0]));
        Assert.Equal(AppendOutcome.Committed, await journal.AppendAsync(JournalData.Append("ada", 3), default));
        Assert.Equal(2, (await journal.LoadAsync("bob", default)).Seq + (await journal.FindOperationsAsync("bob", ["op-1"], default)).Count);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task MigrateAsync(params Migration[] migrations)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await new SchemaMigrations(migrations, MigrationSeries.Gateway, NullLogger<SchemaMigrations>.Instance).PrepareAsync(connection, CancellationToken.None);
    }
}
