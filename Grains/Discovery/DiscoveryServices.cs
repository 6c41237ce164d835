using MediaGateway.Grains.Content;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Grains.Discovery;

/// <summary>Registers what search needs in a silo.</summary>
public static class DiscoveryServices
{
    /// <summary>Adds the index over the catalogue, which loads itself and follows changes, and its readiness check. Needs an <see cref="ICatalogueStore"/> and <c>AddCatalogue</c>.</summary>
    public static IServiceCollection AddDiscovery(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddOptions<DiscoveryOptions>().BindConfiguration(DiscoveryOptions.Section)
            .Validate(options => options.AreValid(), $"A value of {DiscoveryOptions.Section} is out of its range.")
            .ValidateOnStart();
        services.AddSingleton<CatalogueIndex>();
        services.AddSingleton<DiscoveryTelemetry>();
        services.AddSingleton<ICatalogueFollower>(provider => provider.GetRequiredService<CatalogueIndex>());
        services.AddHostedService<CatalogueWatch>();
        services.AddHealthChecks().AddCheck<CatalogueIndexHealthCheck>("search", tags: ["ready"]);
        return services;
    }
}
