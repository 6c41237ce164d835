using System.Data;
using MediaGateway.Storage;
using Npgsql;

namespace MediaGateway.Tests.Integration.Storage;

/// <summary>The statements that the stock ADO.NET providers look up by key, with the parameters that those send.</summary>
public sealed class OrleansStatementsTests : IAsyncLifetime
{
    private static readonly DateTime _now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private StorageHost _host = null!;
    private NpgsqlDataSource _source = null!;
    private Dictionary<string, string> _statements = [];

    public async Task InitializeAsync()
    {
        var database = await TestServer.CreateDatabaseAsync();
        _host = await StorageHost.StartWithAsync(services => services.AddOrleansSchema(), [("Storage:ConnectionString", database)]);
        _source = NpgsqlDataSource.Create(database);
        await using var command = _source.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _statements.Add(reader.GetString(0), reader.GetString(1));
        }
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_silo_joins_at_the_version_it_saw_and_not_twice()
    {
        Assert.True(await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "d")));
        Assert.False(await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "d")));
        Assert.True(await JoinAsync(port: 1, version: 0));
        Assert.False(await JoinAsync(port: 2, version: 0));
        Assert.False(await JoinAsync(port: 1, version: 1));
        Assert.Equal(1, (await MembersAsync()).Single()["Version"]);
    }

    [Fact]
    public async Task Of_silos_that_change_the_table_at_once_one_does()
    {
        await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "d"));
        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => JoinAsync(port, version: 0)));
        Assert.Single(joined, true);
        Assert.Single(await MembersAsync());
    }

    [Fact]
    public async Task A_silo_is_suspected_only_by_who_saw_the_newest_version()
    {
        await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "d"));
        await JoinAsync(port: 1, version: 0);
        Assert.False(await ChangeAsync(port: 1, status: 6, version: 0));
        Assert.False(await ChangeAsync(port: 2, status: 6, version: 1));
        Assert.True(await ChangeAsync(port: 1, status: 6, version: 1));
        var member = (await MembersAsync()).Single();
        Assert.Equal((6, 2), (member["Status"], member["Version"]));
        Assert.Equal("127.0.0.1:1@5,now", member["SuspectTimes"]);
    }

    [Fact]
    public async Task Front_ends_find_active_silos_only_and_dead_ones_are_cleaned_up()
    {
        await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "d"));
        await JoinAsync(port: 1, version: 0);
        await JoinAsync(port: 2, version: 1);
        await ChangeAsync(port: 2, status: 6, version: 2);
        var gateway = (await RowsAsync("GatewaysQueryKey", ("DeploymentId", "d"), ("Status", 3))).Single();
        Assert.Equal(("127.0.0.1", 1001, 5), (gateway["Address"], gateway["ProxyPort"], gateway["Generation"]));

        await RowsAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", "d"), ("IAmAliveTime", _now.AddHours(1)));
        Assert.Equal(1, (await MembersAsync()).Single()["Port"]);
        Assert.Null((await RowsAsync("MembershipReadRowKey", [("DeploymentId", "d"), .. Silo(2)])).Single()["StartTime"]);

        await RowsAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", "d"));
        Assert.Empty(await MembersAsync());
    }

    [Fact]
    public async Task A_state_is_written_at_the_version_it_was_read_at()
    {
        var first = await WriteAsync(null, [1]);
        Assert.NotNull(first);
        Assert.Null(await WriteAsync(null, [2]));
        var second = await WriteAsync(first, [3]);
        Assert.NotNull(second);
        Assert.Null(await WriteAsync(first, [4]));
        Assert.Equal([3], (byte[])(await RowsAsync("ReadFromStorageKey", State())).Single()["PayloadBinary"]!);

        var cleared = await NewVersionAsync("ClearStorageKey", [.. State(), ("GrainStateVersion", second)]);
        Assert.Null((await RowsAsync("ReadFromStorageKey", State())).Single()["PayloadBinary"]);
        Assert.Null(await NewVersionAsync("DeleteStorageKey", [.. State(), ("GrainStateVersion", second)]));
        Assert.NotNull(await NewVersionAsync("DeleteStorageKey", [.. State(), ("GrainStateVersion", cleared)]));
        Assert.Empty(await RowsAsync("ReadFromStorageKey", State()));
    }

    [Fact]
    public async Task A_reminder_that_was_registered_anew_is_not_removed_by_who_knew_the_old_one()
    {
        var first = (await RowsAsync("UpsertReminderRowKey", Reminder(10))).Single()["Version"];
        Assert.True(await AnswerAsync("DeleteReminderRowKey", [.. ReminderKey(), ("Version", first)]));
        var second = (await RowsAsync("UpsertReminderRowKey", Reminder(-10))).Single()["Version"];
        Assert.False(await AnswerAsync("DeleteReminderRowKey", [.. ReminderKey(), ("Version", first)]));

        Assert.Empty(await RowsAsync("ReadRangeRows1Key", ("ServiceId", "s"), ("BeginHash", -10), ("EndHash", 10)));
        Assert.Single(await RowsAsync("ReadRangeRows1Key", ("ServiceId", "s"), ("BeginHash", -11), ("EndHash", -10)));
        Assert.Single(await RowsAsync("ReadRangeRows2Key", ("ServiceId", "s"), ("BeginHash", 10), ("EndHash", -10)));
        var row = (await RowsAsync("ReadReminderRowKey", ReminderKey())).Single();
        Assert.Equal((60_000L, second), (row["Period"], row["Version"]));
        Assert.Single(await RowsAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "user/a")));
        await RowsAsync("DeleteReminderRowsKey", ("ServiceId", "s"));
        Assert.Empty(await RowsAsync("ReadReminderRowKey", ReminderKey()));
    }

    private static (string, object?)[] Silo(int port) => [("Address", "127.0.0.1"), ("Port", port), ("Generation", 5)];

    private static (string, object?)[] ReminderKey() => [("ServiceId", "s"), ("GrainId", "user/a"), ("ReminderName", "r")];

    private static (string, object?)[] Reminder(int hash) => [.. ReminderKey(), ("GrainHash", hash), ("StartTime", _now), ("Period", 60_000)];

    private static (string, object?)[] State() =>
    [
        ("GrainIdHash", 1), ("GrainIdN0", 0L), ("GrainIdN1", 2L), ("GrainTypeHash", 3), ("GrainTypeString", "state"),
        ("GrainIdExtensionString", null), ("ServiceId", "s"),
    ];

    private Task<int?> WriteAsync(int? version, byte[] payload) =>
        NewVersionAsync("WriteToStorageKey", [.. State(), ("GrainStateVersion", version), ("PayloadBinary", payload)]);

    private async Task<int?> NewVersionAsync(string key, (string, object?)[] parameters) =>
        (int?)(await RowsAsync(key, parameters)).SingleOrDefault()?["NewGrainStateVersion"];

    private Task<bool> JoinAsync(int port, int version) => AnswerAsync("InsertMembershipKey",
        [("DeploymentId", "d"), .. Silo(port), ("SiloName", "silo"), ("HostName", "host"), ("Status", 3), ("ProxyPort", 1000 + port), ("StartTime", _now), ("IAmAliveTime", _now), ("Version", version)]);

    private Task<bool> ChangeAsync(int port, int status, int version) => AnswerAsync("UpdateMembershipKey",
        [("DeploymentId", "d"), .. Silo(port), ("Status", status), ("SuspectTimes", "127.0.0.1:1@5,now"), ("IAmAliveTime", _now), ("Version", version)]);

    private Task<List<Dictionary<string, object?>>> MembersAsync() => RowsAsync("MembershipReadAllKey", ("DeploymentId", "d"));

    private async Task<bool> AnswerAsync(string key, params (string, object?)[] parameters) =>
        (bool)(await RowsAsync(key, parameters)).Single().Values.Single()!;

    private async Task<List<Dictionary<string, object?>>> RowsAsync(string key, params (string Name, object? Value)[] parameters)
    {
        await using var command = _source.CreateCommand(_statements[key]);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            if (value is null) parameter.DbType = name is "GrainStateVersion" ? DbType.Int32 : DbType.String;
            command.Parameters.Add(parameter);
        }

        List<Dictionary<string, object?>> rows = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
        }

        return rows;
    }
}
