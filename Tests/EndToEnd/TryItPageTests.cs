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
}
