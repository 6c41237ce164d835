using System.Collections.Concurrent;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>A grain that shows what the runtime does with it.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    Task<int> CountAsync();

    Task<int> EnterAsync(string gate);

    [AlwaysInterleave]
    Task<int> PeekAsync();

    Task FailAsync(string message);

    Task<Parcel> EchoAsync(Parcel parcel);

    Task<bool> IsSameAsync([Immutable] Parcel parcel);

    Task LeaveAsync();

    Task<string?> ReadContextAsync(string key);

    Task StartTimerAsync(TimeSpan period);

    Task SaveAsync(int value);

    Task<int> LoadAsync();

    Task<string> ActivationAsync();

    [OneWay]
    Task ForgetAsync(string gate);

    Task WaitAsync(CancellationToken cancellationToken);

    Task<string> CallBackAsync(string other);
}

/// <summary>The same behind [Reentrant].</summary>
public interface IReentrantProbeGrain : IGrainWithStringKey
{
    Task<int> EnterAsync(string gate);
}

/// <summary>The same without an identity.</summary>
public interface IWorkerProbeGrain : IGrainWithIntegerKey
{
    Task<int> EnterAsync(string gate);
}

/// <summary>Something that can be changed after it was sent.</summary>
[GenerateSerializer]
public sealed class Parcel
{
    [Id(0)]
    public List<string> Items { get; set; } = [];
}

/// <summary>What tests and grains share outside of calls.</summary>
public static class Gates
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> All = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, int> Inside = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, int> Most = new(StringComparer.Ordinal);

    /// <summary>Parcels by reference, to see whether a copy arrived.</summary>
    public static ConcurrentDictionary<string, object> Sent { get; } = new(StringComparer.Ordinal);

    public static TaskCompletionSource Of(string gate) => All.GetOrAdd(gate, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    public static int MostInside(string gate) => Most.GetValueOrDefault(gate);

    public static int NowInside(string gate) => Inside.GetValueOrDefault(gate);

    public static async Task<int> PassAsync(string gate)
    {
        var inside = Inside.AddOrUpdate(gate, 1, static (_, count) => count + 1);
        Most.AddOrUpdate(gate, inside, (_, most) => Math.Max(most, inside));
        await Of(gate).Task;
        Inside.AddOrUpdate(gate, 0, static (_, count) => count - 1);
        return inside;
    }
}

public sealed class ProbeGrain([PersistentState("probe", "Default")] IPersistentState<ProbeState> stored) : Grain, IProbeGrain
{
    private readonly string _activation = Guid.NewGuid().ToString();
    private int _count;

    public Task<int> CountAsync() => Task.FromResult(++_count);

    public async Task<int> EnterAsync(string gate)
    {
        var scheduler = TaskScheduler.Current;
        var inside = await Gates.PassAsync(gate);
        return scheduler == TaskScheduler.Current ? inside : throw new InvalidOperationException("The await came back elsewhere.");
    }

    public Task<int> PeekAsync() => Task.FromResult(_count);

    public Task FailAsync(string message) => throw new ProbeException(message);

    public Task<Parcel> EchoAsync(Parcel parcel)
    {
        parcel.Items.Add("seen");
        return Task.FromResult(parcel);
    }

    public Task<bool> IsSameAsync(Parcel parcel) => Task.FromResult(ReferenceEquals(Gates.Sent[this.GetPrimaryKeyString()], parcel));

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string?> ReadContextAsync(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task StartTimerAsync(TimeSpan period)
    {
        this.RegisterGrainTimer(
            _ =>
            {
                _count++;
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(period, period));
        return Task.CompletedTask;
    }

    public Task SaveAsync(int value)
    {
        stored.State.Value = value;
        return stored.WriteStateAsync();
    }

    public Task<int> LoadAsync() => Task.FromResult(stored.State.Value);

    public Task<string> ActivationAsync() => Task.FromResult(_activation);

    public async Task ForgetAsync(string gate)
    {
        _count++;
        await Gates.PassAsync(gate);
    }

    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public async Task<string> CallBackAsync(string other) => await GrainFactory.GetGrain<IProbeGrain>(other).ActivationAsync();
}

[Reentrant]
public sealed class ReentrantProbeGrain : Grain, IReentrantProbeGrain
{
    public Task<int> EnterAsync(string gate) => Gates.PassAsync(gate);
}

[StatelessWorker(3)]
public sealed class WorkerProbeGrain : Grain, IWorkerProbeGrain
{
    public Task<int> EnterAsync(string gate) => Gates.PassAsync(gate);
}

[GenerateSerializer]
public sealed class ProbeState
{
    [Id(0)]
    public int Value { get; set; }
}

public sealed class ProbeException(string message) : Exception(message);
