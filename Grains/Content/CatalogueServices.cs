using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Grains.Content;

/// <summary>Registers what the catalogue's grains need.</summary>
public static class CatalogueServices
{
    /// <summary>
    /// Adds the announcement of changes, here and between silos. Needs an <see cref="ICatalogueStore"/> and the provider of <see cref="SiloStreams"/>;
    /// whoever mirrors the catalogue registers an <see cref="ICatalogueFollower"/>.
    /// </summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SourceRegister>();
        services.AddMetrics();
        services.AddSingleton<CatalogueTelemetry>();
        services.AddSingleton<CatalogueChanges>();
        services.AddSingleton<CatalogueListener>();
        services.AddHostedService(static provider => provider.GetRequiredService<CatalogueListener>());
        return services;
    }

    /// <summary>Has the starter catalogue loaded where the host finds the catalogue empty; before that it is not ready.</summary>
    public static IServiceCollection AddStarterCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<StarterCatalogue>();
        services.AddHostedService(static provider => provider.GetRequiredService<StarterCatalogue>());
        services.AddHealthChecks().AddCheck<StarterCatalogue>("starter_catalogue", tags: ["ready"]);
        return services;
    }
}
