using Orleans.Core;

namespace Orleans.Core
{
    /// <summary>A stored state.</summary>
    public interface IStorage
    {
        /// <summary>The version that was read or written last; null when there is none.</summary>
        string? Etag { get; }

        /// <summary>Whether the storage holds the state.</summary>
        bool RecordExists { get; }

        /// <summary>Removes the stored state.</summary>
        /// <exception cref="Storage.InconsistentStateException">Another one wrote meanwhile.</exception>
        Task ClearStateAsync();

        /// <summary>Stores the state in memory.</summary>
        /// <exception cref="Storage.InconsistentStateException">Another one wrote meanwhile.</exception>
        Task WriteStateAsync();

        /// <summary>Reads the stored state.</summary>
        Task ReadStateAsync();

        /// <summary>Removes the stored state.</summary>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <summary>Stores the state in memory. When it fails the changed state stays in memory: read it again.</summary>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <summary>Reads the stored state.</summary>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>A stored state of a known type.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A state of a grain, injected with <see cref="PersistentStateAttribute"/> and read before the grain's activation.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    /// <summary>Names the state and the storage that a constructor parameter stands for.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute, IPersistentStateConfiguration
    {
        /// <inheritdoc/>
        public string StateName { get; } = stateName;

        /// <inheritdoc/>
        public string? StorageName { get; } = storageName;
    }

    /// <summary>Where a state is kept.</summary>
    public interface IPersistentStateConfiguration
    {
        /// <summary>Its name within the grain.</summary>
        string StateName { get; }

        /// <summary>The storage; null for the default one.</summary>
        string? StorageName { get; }
    }

    /// <summary>Makes the states of grains.</summary>
    public interface IPersistentStateFactory
    {
        /// <summary>Makes a state that is read before the activation is ready.</summary>
        IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
    }
}
