using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.ApiFrontend.Watchlist;

/// <summary>Registers what the routes of the watchlist need.</summary>
public static class WatchlistServices
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddWatchlist(this IServiceCollection services)
    {
        services.AddSingleton<TitleLookup>();
        services.AddSingleton<PlacementReader>();
        services.AddSingleton<WatchlistAdditions>();
        return services;
    }
}
