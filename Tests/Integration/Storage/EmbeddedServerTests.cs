using System.Diagnostics;
using System.Globalization;
using MediaGateway.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class EmbeddedServerTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("mgdata").FullName;
    private readonly List<EmbeddedServer> _servers = [];

    public Task InitializeAsync()
    {
        TestServer.Open(_data);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task What_was_committed_survives_a_killed_server_which_is_started_again()
    {
        var server = await StartAsync();
        await ExecuteAsync(server, "create table kept (value int); insert into kept values (42)");
        var first = server.ProcessId!.Value;

        Process.GetProcessById(first).Kill();
        await UntilAsync(() => server.ProcessId is { } id && id != first);

        Assert.Equal(42, await UntilAnswersAsync(server, "select value from kept"));
    }

    [Fact]
    public async Task A_server_that_a_killed_gateway_left_behind_is_replaced_by_one()
    {
        var server = await StartAsync();
        await ExecuteAsync(server, "create table kept (value int); insert into kept values (7)");
        var cluster = Path.Combine(_data, "postgres");
        var socket = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
        await server.StopAsync();
        using var orphan = StartByHand(cluster, socket);
        await UntilAsync(() => PostmasterFile.Read(cluster) is { IsReady: true });

        var next = await StartAsync();

        await orphan.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.NotEqual(orphan.Id, next.ProcessId);
        Assert.Equal(7, await UntilAnswersAsync(next, "select value from kept"));
    }

    [Fact]
    public async Task A_pid_file_whose_number_now_belongs_to_another_process_does_not_keep_the_server_from_starting()
    {
        var server = await StartAsync();
        await server.StopAsync();
        var cluster = Path.Combine(_data, "postgres");
        // Of the server's own user, so that PostgreSQL takes it seriously.
        using var other = Process.Start(Tools().StartInfo("sleep", ["60"]))!;
        await File.WriteAllTextAsync(PostmasterFile.PathIn(cluster), string.Create(CultureInfo.InvariantCulture, $"{other.Id}\n{cluster}\n1\n5432\n\n\n\nready   \n"));
        await Tools().GiveAsync(PostmasterFile.PathIn(cluster), CancellationToken.None);

        var next = await StartAsync();

        Assert.Equal(1, await UntilAnswersAsync(next, "select 1"));
        Assert.False(other.HasExited);
        other.Kill();
    }

    [Fact]
    public async Task A_server_left_behind_is_known_also_when_it_was_started_by_another_path()
    {
        var server = await StartAsync();
        var socket = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
        await server.StopAsync();
        var cluster = Path.Combine(_data, "postgres");
        Directory.CreateSymbolicLink(Path.Combine(_data, "link"), _data);
        using var orphan = StartByHand(Path.Combine(_data, "link", "postgres"), socket);
        await UntilAsync(() => PostmasterFile.Read(cluster) is { IsReady: true });

        var next = await StartAsync();

        await orphan.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await UntilAnswersAsync(next, "select 1"));
    }

    [Fact]
    public async Task A_second_gateway_on_the_same_data_is_refused()
    {
        await StartAsync();

        var refused = await Assert.ThrowsAsync<ServerStartException>(StartAsync);

        Assert.Contains("Another gateway", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_server_leaves_no_process_and_no_pid_file()
    {
        var server = await StartAsync();
        var id = server.ProcessId!.Value;

        await server.StopAsync();

        Assert.False(Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}")));
        Assert.Null(PostmasterFile.Read(Path.Combine(_data, "postgres")));
    }

    [Fact]
    public async Task A_data_directory_too_deep_for_a_socket_gets_one_elsewhere()
    {
        var deep = Path.Combine(_data, new string('d', 60), new string('e', 60));
        Directory.CreateDirectory(deep);
        var server = await StartAsync(deep);

        Assert.Equal(1, await UntilAnswersAsync(server, "select 1"));
        var socket = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
        Assert.DoesNotContain(deep, socket, StringComparison.Ordinal);
        await server.StopAsync();
        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task A_data_directory_that_is_closed_to_the_servers_user_gets_a_link_to_one_that_is_not()
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
        var closed = Directory.CreateDirectory(Path.Combine(_data, "home"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var data = Path.Combine(closed.FullName, "data");
        Directory.CreateDirectory(data);
        var first = await StartAsync(data);
        await ExecuteAsync(first, "create table kept (value int); insert into kept values (3)");
        await first.StopAsync();

        var next = await StartAsync(data);

        Assert.Equal(3, await UntilAnswersAsync(next, "select value from kept"));
        var elsewhere = Directory.ResolveLinkTarget(Path.Combine(data, "postgres"), returnFinalTarget: true);
        // Only root runs the server as somebody else.
        Assert.Equal(Environment.IsPrivilegedProcess, elsewhere is not null);
        await next.StopAsync();
        if (elsewhere is not null) Directory.Delete(Path.GetDirectoryName(elsewhere.FullName)!, recursive: true);
    }

    [Fact]
    public async Task The_server_listens_on_no_network_and_is_durable()
    {
        var server = await StartAsync();

        Assert.Equal("", await UntilAnswersAsync(server, "show listen_addresses"));
        Assert.Equal("on", await UntilAnswersAsync(server, "show fsync"));
        Assert.Equal("on", await UntilAnswersAsync(server, "show synchronous_commit"));
        Assert.Equal("on", await UntilAnswersAsync(server, "show data_checksums"));
        Assert.Equal("UTF8", await UntilAnswersAsync(server, "show server_encoding"));
    }

    [Fact]
    public async Task A_directory_that_is_no_cluster_is_not_touched()
    {
        var taken = Directory.CreateDirectory(Path.Combine(_data, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(taken.FullName, "precious"), "mine");

        await Assert.ThrowsAsync<ServerStartException>(StartAsync);

        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(taken.FullName, "precious")));
    }

    [Fact]
    public void Unpacked_programs_come_first_the_newest_unless_the_cluster_is_older()
    {
        foreach (var major in new[] { "9", "15", "17" })
        {
            var bin = Directory.CreateDirectory(Path.Combine(_data, "postgresql/usr/lib/postgresql", major, "bin")).FullName;
            foreach (var program in new[] { "postgres", "initdb", "pg_ctl" }) File.WriteAllText(Path.Combine(bin, program), "");
        }
        var libraries = Directory.CreateDirectory(Path.Combine(_data, "postgresql/usr/lib/x86_64-linux-gnu")).FullName;

        var newest = PostgresBinaries.Find(null, _data, null);

        Assert.EndsWith("/17/bin", newest.Directory, StringComparison.Ordinal);
        Assert.Contains(libraries, newest.LibraryPath!.Split(':'));
        Assert.EndsWith("/15/bin", PostgresBinaries.Find(null, _data, 15).Directory, StringComparison.Ordinal);
        Assert.Throws<ServerStartException>(() => PostgresBinaries.Find(Path.Combine(_data, "postgresql/usr/lib/postgresql/9/bin"), _data, 15));
    }

    [Fact]
    public void Missing_programs_are_named_with_what_helps()
    {
        var refused = Assert.Throws<ServerStartException>(() => PostgresBinaries.Find("/nowhere/bin", _data, null));

        Assert.Contains("/nowhere/bin", refused.Message, StringComparison.Ordinal);
        Assert.Contains("connection string", refused.Message, StringComparison.Ordinal);
    }

    private Task<EmbeddedServer> StartAsync() => StartAsync(_data);

    private async Task<EmbeddedServer> StartAsync(string data)
    {
        var server = new EmbeddedServer(data, Options.Create(new EmbeddedServerOptions()), TimeProvider.System, NullLogger<EmbeddedServer>.Instance);
        _servers.Add(server);
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    /// <summary>A server as a gateway that was killed would have left it.</summary>
    private static Process StartByHand(string cluster, string socket)
    {
        var tools = Tools();
        string[] arguments = [.. ServerSettings.Arguments(cluster, socket, new())];
        return Process.Start(tools.StartInfo(tools.Binaries.Program("postgres"), arguments))!;
    }

    private static ServerTools Tools() => new(PostgresBinaries.Find(null, "/nowhere", null), ServerAccount.Resolve(null));

    private static async Task ExecuteAsync(EmbeddedServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> UntilAnswersAsync(EmbeddedServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false");
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var command = source.CreateCommand(sql);
                return await command.ExecuteScalarAsync();
            }
            catch (NpgsqlException) when (tries < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
    }
}
