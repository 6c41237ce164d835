using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>What the running gateway tells Prometheus.</summary>
[Collection(SharedGateway.Name)]
public sealed partial class MetricsTests(GatewayFixture fixture)
{
    [Fact]
    public async Task Metrics_are_valid_text_and_count_requests()
    {
        using var ada = await Person.RegisterAsync(fixture.Gateway);
        await ada.WatchlistAsync();
        var text = await fixture.Gateway.Client.GetStringAsync("/metrics");
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, static line => Assert.Matches(Line(), line));
        Assert.Contains(lines, static line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal));
        AssertBucketsRise(lines);
    }

    [Fact]
    public async Task Who_comes_through_a_proxy_is_not_on_this_machine()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var answer = await fixture.Gateway.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    // Buckets are cumulative: within one series each is at least as large as the one before.
    private static void AssertBucketsRise(IEnumerable<string> lines)
    {
        var (series, last) = ("", 0.0);
        foreach (var line in lines.Where(static line => line.Contains("_bucket{", StringComparison.Ordinal)))
        {
            var current = line[..line.LastIndexOf("le=\"", StringComparison.Ordinal)];
            var value = double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
            Assert.True(current != series || value >= last, line);
            (series, last) = (current, value);
        }
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-zA-Z_][a-zA-Z0-9_]* .+|[a-zA-Z_][a-zA-Z0-9_]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)+\})? ([-+]?[0-9.]+([eE][-+]?[0-9]+)?|[-+]Inf|NaN))$""")]
    private static partial Regex Line();
}
