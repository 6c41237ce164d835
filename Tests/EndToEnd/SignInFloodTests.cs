using System.Net;
using System.Net.Http.Json;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>Far more sign-ins than the machine can hash passwords for.</summary>
public sealed class SignInFloodTests
{
    [Fact]
    public async Task A_flood_of_sign_ins_is_turned_away_and_readers_are_served_meanwhile()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        using var ada = await Person.RegisterAsync(gateway);
        var flood = Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            using var answer = await gateway.Client.PostAsJsonAsync("/api/v1/auth/login", new { email = $"nobody{number}@example.org", password = "wrong password" });
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
            }

            return answer.StatusCode;
        }));
        var reads = 0;
        while (!flood.IsCompleted)
        {
            await ada.Client.GetAsync("/api/v1/watchlist").ReadAsync();
            reads++;
        }

        var statuses = await flood;
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests, $"{status}"));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.True(reads > 5, $"{reads} reads were served during the flood");
    }
}
