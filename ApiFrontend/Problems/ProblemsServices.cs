using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>Makes every failure of the server a problem document.</summary>
public static class ProblemsServices
{
    /// <summary>Registers the writer of problems and the mapping of exceptions.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        // Before the framework's own writer, which keeps silent to clients that do not ask for JSON.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ExceptionProblems>();
        services.AddSingleton<HubProblems>();
        services.Configure<HubOptions>(options => options.AddFilter<HubProblems>());
        // Only the exception knows which field could not be read.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Catches exceptions, and gives a body to failures that have none.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // Clients' mistakes are no errors of ours; the handler logs what is.
            SuppressDiagnosticsCallback = _ => true,
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePages(static pages => WriteStatusAsync(pages));
        return app;
    }

    private static Task WriteStatusAsync(StatusCodeContext pages)
    {
        var known = KnownStatus.Of(pages.HttpContext.Response.StatusCode);
        return Problem.Of(pages.HttpContext.Response.StatusCode, known.Error, known.Message).ExecuteAsync(pages.HttpContext);
    }
}
