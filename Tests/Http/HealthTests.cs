using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.ApiFrontend.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace MediaGateway.Tests.Http;

/// <summary>The health of the whole, from that of its parts.</summary>
public sealed class HealthTests
{
    [Fact]
    public Task Everything_well_is_healthy() => AssertAsync("healthy", HealthStatus.Healthy, HealthStatus.Healthy);

    [Fact]
    public Task A_part_that_is_not_needed_and_down_makes_it_degraded() => AssertAsync("degraded", HealthStatus.Healthy, HealthStatus.Unhealthy);

    [Fact]
    public Task A_needed_part_that_is_down_makes_it_unhealthy() => AssertAsync("unhealthy", HealthStatus.Unhealthy, HealthStatus.Healthy);

    [Fact]
    public Task A_part_counts_for_as_much_as_it_is_told_to() =>
        AssertAsync("unhealthy", HealthStatus.Healthy, HealthStatus.Unhealthy, ("extra", "5"));

    [Fact]
    public Task A_part_that_weighs_nothing_changes_nothing() =>
        AssertAsync("healthy", HealthStatus.Healthy, HealthStatus.Unhealthy, ("extra", "0"));

    [Theory]
    [InlineData("-1")]
    [InlineData("1001")]
    public async Task A_weight_out_of_its_range_stops_the_start_and_is_named(string weight)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => AssertAsync("healthy", HealthStatus.Healthy, HealthStatus.Healthy, ("extra", weight)));
        Assert.Contains("Frontend:Health:Weights", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task AssertAsync(string expected, HealthStatus needed, HealthStatus extra, params (string Part, string Weight)[] weights)
    {
        await using var host = await FrontendHost.StartAsync(
            static routes => routes.MapHealth(),
            services => services.AddHealthChecks()
                .AddCheck("needed", () => new HealthCheckResult(needed), tags: [HealthEndpoints.ReadyTag])
                .AddCheck("extra", () => new HealthCheckResult(extra)),
            weights.ToDictionary(weight => $"{HealthOptions.Section}:Weights:{weight.Part}", string? (weight) => weight.Weight));
        var health = await host.Client.GetFromJsonAsync<JsonElement>("/health");
        Assert.Equal(expected, health.GetProperty("status").GetString());
        Assert.Equal(2, health.GetProperty("services").EnumerateObject().Count());
    }
}
