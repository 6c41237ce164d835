using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace EmbeddedSilo.Parts;

/// <summary>What generated code asks for when it makes a grain.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GrainConstruction
{
    /// <summary>The state that a constructor parameter with <see cref="PersistentStateAttribute"/> stands for.</summary>
    public static IPersistentState<TState> State<TState>(IServiceProvider services, IGrainContext context, string stateName, string? storageName) =>
        services.GetRequiredService<IPersistentStateFactory>().Create<TState>(context, new PersistentStateAttribute(stateName, storageName));
}
