using Orleans.Core;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes: one single-threaded object for one identity.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>For grain classes; the runtime makes the instance inside of its activation.</summary>
    protected Grain() : this(RuntimeContext.Current ?? throw new InvalidOperationException("A grain is made by the runtime; ask the grain factory for a reference.")) { }

    /// <summary>For tests that bring a context of their own.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        if (grainRuntime is not null)
        {
            grainContext.SetComponent(grainRuntime);
        }
    }

    /// <summary>The activation this instance lives in.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The text of this grain's identity.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The name of the silo that hosts this activation.</summary>
    public string RuntimeIdentity => Runtime.SiloIdentity;

    /// <summary>Gives references to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    private IGrainRuntime Runtime => GrainContext.GetRuntime();

    /// <summary>Runs before the first call; a failure here fails the calls that wait.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation as soon as the calls under way are finished; the next call makes another.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Keeps this activation from being collected for <paramref name="timeSpan"/>, idle or not.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);
}

/// <summary>A grain with one state of its own, kept in the storage that <see cref="Providers.StorageProviderAttribute"/> names or in the default one.</summary>
public class Grain<TGrainState> : Grain
{
    private readonly IStorage<TGrainState> _storage;

    /// <summary>For grain classes.</summary>
    protected Grain() => _storage = GrainContext.GetRuntime().GetStorage<TGrainState>(GrainContext);

    /// <summary>For tests that bring a storage of their own.</summary>
    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    /// <summary>The state in memory.</summary>
    protected TGrainState State
    {
        get => _storage.State;
        set => _storage.State = value;
    }

    /// <summary>Removes the stored state.</summary>
    protected virtual Task ClearStateAsync() => _storage.ClearStateAsync();

    /// <summary>Reads the stored state again.</summary>
    protected virtual Task ReadStateAsync() => _storage.ReadStateAsync();

    /// <summary>Stores the state in memory.</summary>
    protected virtual Task WriteStateAsync() => _storage.WriteStateAsync();
}
