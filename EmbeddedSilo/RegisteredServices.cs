using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmbeddedSilo;

/// <summary>Knows which services are singletons: a grain that takes only those needs no service scope of its own.</summary>
internal sealed class RegisteredServices(IServiceCollection services)
{
    private readonly Lazy<Dictionary<Type, bool>> _singletons = new(() => Read(services));

    public bool IsSingleton(Type service)
    {
        if (service == typeof(IGrainFactory) || service == typeof(IClusterClient))
        {
            return true;
        }

        if (_singletons.Value.TryGetValue(service, out var isSingleton))
        {
            return isSingleton;
        }

        if (!service.IsGenericType)
        {
            return false;
        }

        var definition = service.GetGenericTypeDefinition();
        return definition == typeof(ILogger<>) || definition == typeof(IOptions<>) || definition == typeof(IOptionsMonitor<>)
            || (_singletons.Value.TryGetValue(definition, out isSingleton) && isSingleton);
    }

    private static Dictionary<Type, bool> Read(IServiceCollection services)
    {
        var singletons = new Dictionary<Type, bool>();
        foreach (var descriptor in services)
        {
            var isSingleton = descriptor.Lifetime == ServiceLifetime.Singleton;
            singletons[descriptor.ServiceType] = isSingleton && singletons.GetValueOrDefault(descriptor.ServiceType, true);
        }

        return singletons;
    }
}
