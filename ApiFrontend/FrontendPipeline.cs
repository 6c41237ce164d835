using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Alerts;
using MediaGateway.ApiFrontend.Catalogue;
using MediaGateway.ApiFrontend.Devices;
using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.ApiFrontend.Hardening;
using MediaGateway.ApiFrontend.Health;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Limits;
using MediaGateway.ApiFrontend.OpenApi;
using MediaGateway.ApiFrontend.Pages;
using MediaGateway.ApiFrontend.Playback;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Sources;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.ApiFrontend.Telemetry;
using MediaGateway.ApiFrontend.Tracing;
using MediaGateway.ApiFrontend.Watchlist;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend;

/// <summary>The way of a request through the front end.</summary>
public static class FrontendPipeline
{
    /// <summary>What every request passes before it reaches its endpoint, from the outside in.</summary>
    public static IApplicationBuilder UseApiFrontend(this IApplicationBuilder app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<RequestGate>();
        app.UseMiddleware<RequestLog>();
        app.UseProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<Deadline>();
        app.UseMiddleware<IdempotencyGuard>();
        return app;
    }

    /// <summary>Maps the routes of every feature.</summary>
    public static IEndpointRouteBuilder MapApiFrontend(this IEndpointRouteBuilder endpoints) => endpoints
        .MapSessions()
        .MapProfile()
        .MapDiscovery()
        .MapContent()
        .MapImports()
        .MapTitleDecisions()
        .MapTitleReviews()
        .MapWatchlist()
        .MapQueue()
        .MapAlerts()
        .MapSync()
        .MapMerges()
        .MapDevices()
        .MapPlayback()
        .MapSources()
        .MapAttributions()
        .MapHistory()
        .MapHealth()
        .MapMetrics()
        .MapApiDescription()
        .MapPages();

    /// <summary>Maps only what operators look at, for a process that no client comes to.</summary>
    public static IEndpointRouteBuilder MapOperating(this IEndpointRouteBuilder endpoints) => endpoints
        .MapHealth()
        .MapMetrics();
}
