using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.ApiFrontend.Health;
using MediaGateway.ApiFrontend.Json;
using MediaGateway.ApiFrontend.Limits;
using MediaGateway.ApiFrontend.OpenApi;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.ApiFrontend.Telemetry;
using MediaGateway.ApiFrontend.Watchlist;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.ApiFrontend;

/// <summary>What the front end is made of, without the features that it serves.</summary>
public static class FrontendServices
{
    /// <summary>Registers the shell that all features share.</summary>
    public static IServiceCollection AddApiFrontend(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<JsonOptions>(options => GatewayJson.Configure(options.SerializerOptions));
        services.AddProblems();
        services.AddLimits();
        services.AddGatewayAuthentication();
        services.AddSync();
        services.AddWatchlist();
        services.AddDiscoveryApi();
        services.AddHealth();
        services.AddMetricsEndpoint();
        services.AddApiDescription();
        return services;
    }
}
