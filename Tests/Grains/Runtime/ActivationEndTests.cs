using Orleans.Runtime;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>What an activation says of its end, to whoever asks and whenever.</summary>
public sealed class ActivationEndTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task Who_asks_before_the_end_is_told_when_it_comes()
    {
        await using var host = await RuntimeHost.StartAsync();
        var grain = host.Grains.GetGrain<IEndingGrain>(_key);
        var context = await ContextAsync(grain);
        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Task.FromResult(context.Deactivated))));
        Assert.All(ends, end => Assert.Same(ends[0], end));
        Assert.False(ends[0].IsCompleted);

        await grain.LeaveAsync();
        await ends[0].WaitAsync(Patience, TimeProvider.System);
    }

    [Fact]
    public async Task Who_asks_after_the_end_is_told_at_once()
    {
        await using var host = await RuntimeHost.StartAsync();
        var grain = host.Grains.GetGrain<IEndingGrain>(_key);
        var context = await ContextAsync(grain);
        await grain.LeaveAsync();
        Assert.NotSame(context, await ContextAsync(grain));
        await context.Deactivated.WaitAsync(Patience, TimeProvider.System);
        Assert.Same(context.Deactivated, context.Deactivated);
    }

    [Fact]
    public async Task A_successor_reads_its_states_anew()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe(_key);
        await probe.SaveAsync(7);
        var before = await probe.ActivationAsync();
        await probe.LeaveAsync();
        Assert.Equal(7, await probe.LoadAsync());
        Assert.NotEqual(before, await probe.ActivationAsync());
    }

    private async Task<IGrainContext> ContextAsync(IEndingGrain grain)
    {
        await grain.ShowContextAsync();
        return (IGrainContext)Gates.Sent[_key];
    }
}

/// <summary>A grain that shows its activation.</summary>
public interface IEndingGrain : IGrainWithStringKey
{
    Task ShowContextAsync();

    Task LeaveAsync();
}

public sealed class EndingGrain : Grain, IEndingGrain
{
    public Task ShowContextAsync()
    {
        Gates.Sent[this.GetPrimaryKeyString()] = GrainContext;
        return Task.CompletedTask;
    }

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
