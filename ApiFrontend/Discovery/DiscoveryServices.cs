using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>Registers what the routes of discovery need in a front end.</summary>
public static class DiscoveryServices
{
    /// <summary>Adds where searches look, and the description of search results to every OpenAPI document.</summary>
    public static IServiceCollection AddDiscoveryApi(this IServiceCollection services)
    {
        services.AddSingleton<SearchScopes>();
        services.ConfigureAll<OpenApiOptions>(options => options.AddSchemaTransformer<SearchResultSchema>());
        return services;
    }
}
