using System.Net;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>The page that the gateway prints at its start, in a real browser.</summary>
[Collection(SharedGateway.Name)]
public sealed class TryItPageTests(GatewayFixture fixture)
{
    [Fact]
    public async Task A_newcomer_sees_one_list_live_on_two_screens()
    {
        var seen = await NodeClient.RunAsync("try-it.mjs", fixture.Gateway.Address.AbsoluteUri, "chromium");
        Assert.All(seen.Items("added"), screen => Assert.Equal("The Matrix 1999", Assert.Single(screen.EnumerateArray()).GetString()));
        Assert.Empty(seen.Items("faults"));
        Assert.True(seen.GetProperty("operations").GetInt32() > 30, "The page lists too few operations.");
    }

    [Fact]
    public async Task The_description_is_OpenAPI_3_1_and_says_which_routes_are_open()
    {
        var document = await fixture.Gateway.Client.GetAsync("/openapi/v1.json").ReadAsync();
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        // Metrics are open to this machine, whatever else they ask for.
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Name != "/metrics"))
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Name == "get"))
            {
                var concrete = path.Name.Replace("{contentId}", "imdb:tt0133093", StringComparison.Ordinal).Replace("{deviceId}", "nobody", StringComparison.Ordinal);
                using var answer = await fixture.Gateway.Client.GetAsync(concrete);
                var closed = operation.Value.TryGetProperty("security", out _);
                Assert.True(closed == (answer.StatusCode is HttpStatusCode.Unauthorized), $"GET {path.Name} answered {(int)answer.StatusCode} without a token.");
            }
        }
    }
}
