using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>How grains come up and go, and which calls run beside which.</summary>
public sealed class LifecycleConformanceTests
{
    private readonly string _gate = Guid.NewGuid().ToString();
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_grain_that_does_not_come_up_fails_its_calls_and_is_tried_again_by_the_next()
    {
        await using var host = await RuntimeHost.StartAsync();
        Lives.FailActivations(_key, 1);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.Life(_key).HelloAsync());
        Assert.Contains("does not come up", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal($"hello from {_key}", await host.Life(_key).HelloAsync());
    }

    [Fact]
    public async Task A_stopping_host_lets_its_grains_say_good_bye()
    {
        var host = await RuntimeHost.StartAsync();
        await host.Life(_key).HelloAsync();
        await host.StopAsync();
        Assert.Equal(DeactivationReasonCode.ShuttingDown, Lives.Ended[_key]);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Reads_run_beside_each_other_and_not_beside_a_write()
    {
        await using var host = await RuntimeHost.StartAsync();
        var grain = host.Life();
        var reads = new[] { grain.ReadAsync(_gate), grain.ReadAsync(_gate) };
        await UntilAsync(() => Gates.NowInside(_gate) == 2);
        var writes = Guid.NewGuid().ToString();
        var write = grain.WriteAsync(writes);
        await grain.HelloAsync();
        Assert.Equal(0, Gates.NowInside(writes));
        Gates.Of(_gate).SetResult();
        await Task.WhenAll(reads);
        await UntilAsync(() => Gates.NowInside(writes) == 1);
        Gates.Of(writes).SetResult();
        await write;
    }

    [Fact]
    public async Task Grains_that_wait_for_each_other_end_in_a_timeout()
    {
        var time = new VirtualTimeProvider();
        await using var host = await RuntimeHost.StartAsync(time, RuntimeHost.AnswerInASecond);
        var call = host.Life(_key).CallBackThroughAsync("via " + _key);
        Assert.Equal($"hello from {_key}", await host.Life(_key).HelloAsync());
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return call.IsCompleted;
        });
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_call_chain_that_is_allowed_to_comes_back_to_where_it_began()
    {
        await using var host = await RuntimeHost.StartAsync();
        Assert.Equal(_key, await host.Life(_key).CallBackAllowedAsync("via " + _key).WaitAsync(Patience, TimeProvider.System));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tick_runs_beside_calls_only_when_it_was_asked_to(bool interleave)
    {
        var time = new VirtualTimeProvider();
        await using var host = await RuntimeHost.StartAsync(time);
        var grain = host.Life();
        await grain.TickSlowlyAsync(TimeSpan.FromMinutes(1), _gate, interleave);
        time.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(() => Gates.NowInside(_gate) == 1);
        var call = grain.LoadAsync();
        await grain.HelloAsync();
        if (interleave)
        {
            await call.WaitAsync(Patience, TimeProvider.System);
        }
        else
        {
            Assert.False(call.IsCompleted);
        }

        Gates.Of(_gate).SetResult();
        await call.WaitAsync(Patience, TimeProvider.System);
    }

    [Fact]
    public async Task A_timer_that_was_disposed_ticks_no_more()
    {
        var time = new VirtualTimeProvider();
        await using var host = await RuntimeHost.StartAsync(time);
        var grain = host.Life();
        Gates.Of(_gate).SetResult();
        await grain.TickSlowlyAsync(TimeSpan.FromMinutes(1), _gate, interleave: false);
        time.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(async () => await grain.TicksAsync() == 1);
        await grain.StopTickingAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        await grain.LoadAsync();
        Assert.Equal(1, await grain.TicksAsync());
    }
}
