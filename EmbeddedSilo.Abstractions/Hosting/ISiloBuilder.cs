using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Hosting
{
    /// <summary>Sets up a silo.</summary>
    public interface ISiloBuilder
    {
        /// <summary>The configuration of the host.</summary>
        IConfiguration Configuration { get; }

        /// <summary>The services of the host.</summary>
        IServiceCollection Services { get; }
    }
}

namespace Orleans.Runtime.Hosting
{
    /// <summary>Registers storages.</summary>
    public static class StorageProviderExtensions
    {
        /// <summary>Registers a storage under a name; the name <c>Default</c> is meant where a grain names none.</summary>
        public static IServiceCollection AddGrainStorage<T>(this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory) where T : IGrainStorage =>
            collection.AddKeyedSingleton<IGrainStorage>(name, (services, key) => implementationFactory(services, (string)key!));
    }
}
