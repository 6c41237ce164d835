using MediaGateway.ApiFrontend.Hardening;
using MediaGateway.ApiFrontend.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend;

/// <summary>The way of a request through the front end.</summary>
public static class FrontendPipeline
{
    /// <summary>What every request passes before it reaches its endpoint, from the outside in.</summary>
    public static IApplicationBuilder UseApiFrontend(this IApplicationBuilder app)
    {
        app.UseMiddleware<RequestGate>();
        app.UseProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }

    /// <summary>Maps what belongs to no feature.</summary>
    public static IEndpointRouteBuilder MapApiFrontend(this IEndpointRouteBuilder endpoints) => endpoints;
}
