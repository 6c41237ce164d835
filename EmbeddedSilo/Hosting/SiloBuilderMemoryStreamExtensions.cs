using EmbeddedSilo;
using EmbeddedSilo.Streams;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Lets grains and whoever calls them have streams.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds a provider of streams under a name. They are in memory: what nobody has subscribed to is lost, and all of it with the process.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name)
    {
        builder.Services.AddKeyedSingleton<IStreamProvider>(name, static (services, key) => new LocalStreamProvider((string)key!, services.GetRequiredService<SiloRuntime>()));
        return builder;
    }
}
