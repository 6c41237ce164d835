using MediaGateway.Tests.Integration.Storage;
using Npgsql;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>The real gateway on a PostgreSQL server that comes up later than it, or does not let it in.</summary>
public sealed class LateDatabaseTests
{
    [Fact]
    public async Task A_gateway_that_starts_before_its_database_says_once_that_it_waits_and_once_that_it_is_there()
    {
        await using var server = await PassingServer.PrepareAsync();
        await using var gateway = GatewayProcess.NotStarted();
        gateway.Launch("--database", server.ConnectionString);
        await gateway.WaitForOutputAsync("Waiting for the database");

        await server.BringBackAsync();
        await gateway.WaitUntilReadyAsync();
        using var ada = await Person.RegisterAsync(gateway);
        Assert.NotEmpty(await ada.SomeTitlesAsync(5));
        Assert.Single(gateway.Output.Split('\n'), line => line.Contains("Waiting for the database", StringComparison.Ordinal));
        Assert.Single(gateway.Output.Split('\n'), line => line.Contains("The database is ready", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_that_is_told_to_stop_while_it_waits_stops_as_told()
    {
        await using var server = await PassingServer.PrepareAsync();
        await using var gateway = GatewayProcess.NotStarted();
        gateway.Launch("--database", server.ConnectionString);
        await gateway.WaitForOutputAsync("Waiting for the database");

        Assert.Equal(0, await gateway.TerminateAsync());
    }

    [Theory]
    [InlineData("Username", "nobody")]
    [InlineData("Database", "nowhere")]
    public async Task A_database_that_refuses_the_login_ends_the_start_at_once(string setting, string value)
    {
        await using var server = await PassingServer.StartAsync();
        var login = new NpgsqlConnectionStringBuilder(server.ConnectionString) { [setting] = value };
        await using var gateway = GatewayProcess.NotStarted();
        gateway.Launch("--database", login.ConnectionString, "--Storage:StartPatience", "00:10:00");

        Assert.Equal(1, await gateway.WaitForEndAsync());
        await gateway.WaitForOutputAsync("database: ");
        Assert.Contains("refuses the login", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting for the database", gateway.Output, StringComparison.Ordinal);
    }
}
