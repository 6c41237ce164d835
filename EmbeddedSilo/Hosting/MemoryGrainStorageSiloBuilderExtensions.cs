using EmbeddedSilo.Storage;
using Orleans.Providers;
using Orleans.Runtime.Hosting;

namespace Orleans.Hosting;

/// <summary>Keeps grain states in memory.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    /// <summary>Keeps grain states in memory under the name <c>Default</c>: they end with the process.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) =>
        builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    /// <summary>Keeps grain states in memory under a name: they end with the process.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
    {
        builder.Services.AddGrainStorage(name, static (_, _) => new MemoryGrainStorage());
        return builder;
    }
}
