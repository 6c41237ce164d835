using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>What a grain has to do with streams.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The provider of streams that is registered under <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) => GetStreamProvider((IGrainBase)grain, name);

    /// <summary>The provider of streams that is registered under <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) => StreamProviders.Find(grain.GrainContext.ActivationServices, name);
}

/// <summary>What somebody outside of grains has to do with streams.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The provider of streams that is registered under <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) => StreamProviders.Find(client.ServiceProvider, name);
}

internal static class StreamProviders
{
    public static IStreamProvider Find(IServiceProvider services, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.GetKeyedService<IStreamProvider>(name) ?? throw new KeyNotFoundException($"Stream provider '{name}' not found");
    }
}
