using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Grains.Content;

/// <summary>Registers what the catalogue's grains need.</summary>
public static class CatalogueServices
{
    /// <summary>
    /// Adds the announcement of changes and the loading of the starter catalogue. Needs an <see cref="ICatalogueStore"/>;
    /// whoever mirrors the catalogue registers an <see cref="ICatalogueFollower"/>.
    /// </summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CatalogueChanges>();
        services.AddHostedService<StarterCatalogue>();
        return services;
    }
}
