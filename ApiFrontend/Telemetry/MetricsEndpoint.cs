using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Limits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>The measurements of the process for Prometheus: open to this machine, else for operators.</summary>
public static class MetricsEndpoint
{
    /// <summary>The name of the policy that lets in this machine and operators.</summary>
    public const string Policy = "local-or-admin";

    /// <summary>Registers the collector; it listens from the start of the host.</summary>
    public static IServiceCollection AddMetricsEndpoint(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<FrontendTelemetry>();
        services.AddSingleton<MetricsCollector>();
        services.AddHostedService<MetricsStart>();
        services.Configure<AuthorizationOptions>(options => options.AddPolicy(Policy, policy => policy.RequireAssertion(IsLocalOrAdmin)));
        return services;
    }

    /// <summary>Maps the route.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/metrics", Read)
            .RequireAuthorization(Policy)
            .WithTags("Operating")
            .WithSummary("The measurements of this process in the text format of Prometheus.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
        return routes;
    }

    private static ContentHttpResult Read(MetricsCollector metrics) => TypedResults.Text(metrics.Write(), PrometheusText.MediaType);

    private static bool IsLocalOrAdmin(AuthorizationHandlerContext context) =>
        context.User.IsInRole(Roles.Admin) || (context.Resource is HttpContext http && CallerAddress.IsLocal(http));

    /// <summary>Has the collector made with the host, before there is anything to measure.</summary>
    private sealed class MetricsStart(MetricsCollector metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(metrics);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
