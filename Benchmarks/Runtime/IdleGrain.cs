using Orleans.Runtime;

namespace MediaGateway.Benchmarks.Runtime;

/// <summary>A grain that was called once and waits.</summary>
[Alias("mg.bench.idle")]
public interface IIdleGrain : IGrainWithIntegerKey
{
    /// <summary>Brings it into memory.</summary>
    [Alias("wake")]
    Task WakeAsync();
}

/// <summary>The same with a state in storage.</summary>
[Alias("mg.bench.idle-keeper")]
public interface IIdleKeeperGrain : IGrainWithIntegerKey
{
    /// <inheritdoc cref="IIdleGrain.WakeAsync"/>
    [Alias("wake")]
    Task WakeAsync();
}

/// <inheritdoc cref="IIdleGrain"/>
public sealed class IdleGrain : Grain, IIdleGrain
{
    /// <inheritdoc/>
    public Task WakeAsync() => Task.CompletedTask;
}

/// <inheritdoc cref="IIdleKeeperGrain"/>
public sealed class IdleKeeperGrain([PersistentState("kept", "Default")] IPersistentState<KeptNumber> state) : Grain, IIdleKeeperGrain
{
    /// <inheritdoc/>
    public Task WakeAsync() => state.RecordExists ? Task.FromException(new InvalidOperationException("Nothing was ever stored.")) : Task.CompletedTask;
}

/// <summary>A state of the least size.</summary>
[GenerateSerializer, Alias("mg.bench.kept-number")]
public sealed class KeptNumber
{
    /// <summary>The number.</summary>
    [Id(0)]
    public long Value { get; set; }
}
