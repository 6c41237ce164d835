using EmbeddedSilo;
using EmbeddedSilo.Hosting;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Puts a silo into a host.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Adds a silo that lives and ends with the host; called again, it only goes on setting up.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        if (!hostAppBuilder.Services.Any(static service => service.ServiceType == typeof(SiloRuntime)))
        {
            hostAppBuilder.Services.AddEmbeddedSilo();
        }

        configureDelegate(new SiloBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <summary>Adds a silo that lives and ends with the host; called again, it only goes on setting up.</summary>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.ConfigureServices((context, services) =>
        {
            if (!services.Any(static service => service.ServiceType == typeof(SiloRuntime)))
            {
                services.AddEmbeddedSilo();
            }

            configureDelegate(context, new SiloBuilder(services, context.Configuration));
        });
    }

    /// <summary>Adds a silo that lives and ends with the host.</summary>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate) =>
        hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));
}
