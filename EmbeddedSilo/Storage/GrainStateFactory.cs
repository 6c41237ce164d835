using System.Reflection;
using EmbeddedSilo.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedSilo.Storage;

/// <summary>Makes the states of grains, and has them read when the activation comes up.</summary>
internal sealed class GrainStateFactory(IServiceProvider services) : IPersistentStateFactory
{
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config) =>
        Add<TState>(services, (Activation)context, config.StateName, config.StorageName);

    public static IStorage<TState> ForGrain<TState>(SiloRuntime silo, Activation activation)
    {
        var storage = activation.GrainKind.Class.GetCustomAttribute<StorageProviderAttribute>()?.ProviderName;
        return Add<TState>(silo.ServiceProvider, activation, "state", storage);
    }

    private static PersistentState<TState> Add<TState>(IServiceProvider services, Activation activation, string stateName, string? storageName)
    {
        var name = storageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        var storage = services.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansConfigurationException($"There is no grain storage named '{name}', which {activation.GrainKind.Class} needs for '{stateName}'.");
        var state = new PersistentState<TState>(storage, stateName, activation.GrainId);
        (activation.Extras.States ??= []).Add(state);
        return state;
    }
}
