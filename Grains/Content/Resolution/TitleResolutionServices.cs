using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.Grains.Content.Resolution;

/// <summary>Registers the search for titles that are one.</summary>
public static class TitleResolutionServices
{
    /// <summary>Adds it. Needs <c>AddCatalogue</c>, <c>AddDiscovery</c> and an <see cref="ITitleReviewStore"/>.</summary>
    public static IServiceCollection AddTitleResolution(this IServiceCollection services)
    {
        services.AddSingleton<LikeTitles>();
        services.AddSingleton<TitleResolution>();
        services.AddSingleton<ICatalogueFollower>(static provider => provider.GetRequiredService<TitleResolution>());
        services.AddHostedService(static provider => provider.GetRequiredService<TitleResolution>());
        return services;
    }
}
