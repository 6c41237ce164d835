namespace MediaGateway.Benchmarks.Runtime;

/// <summary>A grain that does as little as the actor it is compared with.</summary>
[Alias("mg.bench.tally")]
public interface ITallyGrain : IGrainWithIntegerKey
{
    /// <summary>Adds a number.</summary>
    [Alias("add")]
    Task<long> AddAsync(long number);

    /// <summary>Adds the numbers of a message that may be shared.</summary>
    [Alias("addShared")]
    Task<long> AddSharedAsync(SharedNumbers numbers);

    /// <summary>Adds the numbers of a message that has to be copied.</summary>
    [Alias("addCopied")]
    Task<long> AddCopiedAsync(CopiedNumbers numbers);
}

/// <summary>A message that never changes.</summary>
[GenerateSerializer, Immutable, Alias("mg.bench.shared-numbers")]
public sealed record SharedNumbers([property: Id(0)] IReadOnlyList<long> Values);

/// <summary>A message that its sender may change after it was sent.</summary>
[GenerateSerializer, Alias("mg.bench.copied-numbers")]
public sealed record CopiedNumbers([property: Id(0)] List<long> Values);

/// <inheritdoc cref="ITallyGrain"/>
public sealed class TallyGrain : Grain, ITallyGrain
{
    private long _sum;

    /// <inheritdoc/>
    public Task<long> AddAsync(long number) => Task.FromResult(_sum += number);

    /// <inheritdoc/>
    public Task<long> AddSharedAsync(SharedNumbers numbers) => Task.FromResult(_sum += numbers.Values[0]);

    /// <inheritdoc/>
    public Task<long> AddCopiedAsync(CopiedNumbers numbers) => Task.FromResult(_sum += numbers.Values[0]);
}
