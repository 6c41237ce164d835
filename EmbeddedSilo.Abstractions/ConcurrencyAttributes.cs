namespace Orleans.Concurrency;

/// <summary>Calls to this grain may interleave at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>The method changes nothing and may interleave with others like it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>The method may run between the turns of any other call.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>The caller does not wait for an answer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>The grain has no identity: calls are spread over up to <c>maxLocalWorkers</c> activations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <summary>As many workers as there are processors.</summary>
    public StatelessWorkerAttribute() { }

    /// <summary>At most <paramref name="maxLocalWorkers"/> workers.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers) => MaxLocalWorkers = maxLocalWorkers;

    /// <summary>The most workers in this silo; -1 is one for each processor.</summary>
    public int MaxLocalWorkers { get; } = -1;
}
