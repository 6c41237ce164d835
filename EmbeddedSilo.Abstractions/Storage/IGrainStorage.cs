using Orleans.Runtime;

namespace Orleans
{
    /// <summary>A grain's state on its way to and from a storage.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The version in the storage; null for none.</summary>
        string? ETag { get; set; }

        /// <summary>Whether the storage holds it.</summary>
        bool RecordExists { get; set; }

        /// <summary>The state.</summary>
        T? State { get; set; }
    }

    /// <summary>A grain's state on its way to and from a storage.</summary>
    [GenerateSerializer]
    public sealed class GrainState<T> : IGrainState<T>
    {
        /// <summary>Nothing yet.</summary>
        public GrainState() { }

        /// <summary>A state that is not stored.</summary>
        public GrainState(T? state) => State = state;

        /// <summary>A state with its version.</summary>
        public GrainState(T? state, string? eTag) : this(state) => ETag = eTag;

        /// <inheritdoc/>
        [Id(1)]
        public string? ETag { get; set; }

        /// <inheritdoc/>
        [Id(2)]
        public bool RecordExists { get; set; }

        /// <inheritdoc/>
        [Id(0)]
        public T? State { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Keeps states of grains. A write must carry the version that was read; else it is refused.</summary>
    public interface IGrainStorage
    {
        /// <summary>Fills <paramref name="grainState"/>; where nothing is stored the state is a new one and its version null.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Fills <paramref name="grainState"/>; where nothing is stored the state is a new one and its version null.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) => ReadStateAsync(stateName, grainId, grainState);

        /// <summary>Stores the state and sets its new version.</summary>
        /// <exception cref="InconsistentStateException">The version is not the stored one.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Stores the state and sets its new version.</summary>
        /// <exception cref="InconsistentStateException">The version is not the stored one.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) => WriteStateAsync(stateName, grainId, grainState);

        /// <summary>Removes the state.</summary>
        /// <exception cref="InconsistentStateException">The version is not the stored one.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Removes the state.</summary>
        /// <exception cref="InconsistentStateException">The version is not the stored one.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) => ClearStateAsync(stateName, grainId, grainState);
    }

    /// <summary>The stored version is not the one that the writer had read.</summary>
    [GenerateSerializer]
    public class InconsistentStateException : OrleansException
    {
        /// <summary>Versions differ.</summary>
        public InconsistentStateException() { }

        /// <summary>Versions differ.</summary>
        public InconsistentStateException(string message) : base(message) { }

        /// <summary>Versions differ, and what said so.</summary>
        public InconsistentStateException(string message, Exception? innerException) : base(message, innerException!) { }

        /// <summary>Versions differ: what is stored and what the writer had.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : this(errorMsg, storedEtag, currentEtag, null) { }

        /// <summary>Versions differ: what is stored, what the writer had, and what said so.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException) : base(errorMsg, storageException!)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>Whether the activation whose own write was refused has not been told yet.</summary>
        internal bool IsSourceActivation { get; set; } = true;

        /// <summary>The version the writer had.</summary>
        [Id(2)]
        public string? CurrentEtag { get; }

        /// <summary>The version that is stored.</summary>
        [Id(1)]
        public string? StoredEtag { get; }
    }
}

namespace Orleans.Providers
{
    /// <summary>Names of providers that are meant when none is named.</summary>
    public static class ProviderConstants
    {
        /// <summary>The storage that is meant when none is named.</summary>
        public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";
    }

    /// <summary>Names the storage of a <see cref="Grain{TGrainState}"/>.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class StorageProviderAttribute : Attribute
    {
        /// <summary>The storage's name.</summary>
        public string ProviderName { get; set; } = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
    }
}
