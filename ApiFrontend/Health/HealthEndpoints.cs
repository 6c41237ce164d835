using MediaGateway.ApiFrontend.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Health;

/// <summary>How the process is: whether it lives, whether it can serve, and how each of its parts is.</summary>
public static class HealthEndpoints
{
    /// <summary>The tag of the checks that must hold before clients are sent here.</summary>
    public const string ReadyTag = "ready";

    /// <summary>Registers the checks' service and its settings; every room adds checks of its own.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section)
            .Validate(
                options => options.Weights.Values.All(weight => weight is >= 0 and <= HealthOptions.MaxWeight),
                $"{HealthOptions.Section}:{nameof(HealthOptions.Weights)}: each must be 0 to {HealthOptions.MaxWeight}.")
            .ValidateOnStart();
        services.AddHealthChecks();
        services.AddSingleton<IHealthCheckPublisher, HealthLog>().Configure<HealthCheckPublisherOptions>(options => options.Period = HealthLog.Period);
        return services;
    }

    /// <summary>Maps the routes; all of them are open.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").AllowAnonymous().WithTags("Operating");
        group.MapGet("", ReadAsync).WithSummary("The state of every part, and of the whole by weight.");
        group.MapGet("/live", () => TypedResults.Ok(new LiveResponse("alive"))).WithSummary("200 as long as the process answers at all.");
        group.MapGet("/ready", ReadReadyAsync).WithSummary("200 when clients may be sent here.").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<Ok<HealthResponse>> ReadAsync(HealthCheckService checks, IOptions<HealthOptions> options, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        return TypedResults.Ok(HealthResponse.Of(report, options.Value));
    }

    private static async Task<Results<Ok<LiveResponse>, ProblemHttpResult>> ReadReadyAsync(HealthCheckService checks, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(ReadyTag), cancellationToken);
        if (report.Status is not HealthStatus.Unhealthy)
        {
            return TypedResults.Ok(new LiveResponse("ready"));
        }

        var waiting = report.Entries.Where(entry => entry.Value.Status is HealthStatus.Unhealthy).Select(entry => entry.Key);
        return Problem.Unavailable($"Not ready: {string.Join(", ", waiting)}.");
    }
}
