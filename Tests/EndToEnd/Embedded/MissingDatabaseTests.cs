using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.Tests.Integration.Storage;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>The single node needs no database to come up; that is the difference to a process of a cluster.</summary>
public sealed class MissingDatabaseTests
{
    [Fact]
    public async Task A_gateway_that_has_waited_for_its_database_for_long_enough_comes_up_and_says_so()
    {
        await using var server = await PassingServer.PrepareAsync();
        await using var gateway = await GatewayProcess.LaunchNewAsync("--database", server.ConnectionString, "--Storage:StartPatience", "00:00:01");
        using (var answer = await gateway.Client.PostAsJsonAsync("/api/v1/auth/register", new { email = "ada@example.org", password = Person.Password, name = "Ada" }))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.InRange((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("retry_after").GetInt32(), 1, 60);
        }

        using (var ready = await gateway.Client.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }

        await server.BringBackAsync();
        await gateway.WaitUntilReadyAsync();
        using var ada = await Person.RegisterAsync(gateway);
        Assert.NotEmpty(await ada.SomeTitlesAsync(5));
    }
}
