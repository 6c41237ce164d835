using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>What grain code may rely on, whichever runtime it is hosted by.</summary>
public sealed class RuntimeConformanceTests
{
    private readonly string _gate = Guid.NewGuid().ToString();

    [Fact]
    public async Task Many_first_calls_make_one_activation_and_none_is_lost()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        var counts = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(probe.CountAsync)));
        Assert.Equal(Enumerable.Range(1, 500), counts.Order());
    }

    [Fact]
    public async Task A_turn_ends_before_the_next_call_begins_and_awaits_come_back_to_the_grain()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        var calls = Enumerable.Range(0, 5).Select(_ => probe.EnterAsync(_gate)).ToArray();
        await UntilAsync(() => Gates.NowInside(_gate) == 1);
        Gates.Of(_gate).SetResult();
        Assert.All(await Task.WhenAll(calls), inside => Assert.Equal(1, inside));
        Assert.Equal(1, Gates.MostInside(_gate));
    }

    [Fact]
    public async Task A_method_that_always_interleaves_is_answered_while_another_waits()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        var waiting = probe.EnterAsync(_gate);
        Assert.Equal(0, await probe.PeekAsync().WaitAsync(Patience, TimeProvider.System));
        Assert.False(waiting.IsCompleted);
        Gates.Of(_gate).SetResult();
        await waiting;
    }

    [Fact]
    public async Task Calls_to_a_reentrant_grain_interleave()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Grains.GetGrain<IReentrantProbeGrain>("one");
        var calls = Enumerable.Range(0, 5).Select(_ => probe.EnterAsync(_gate)).ToArray();
        await UntilAsync(() => Gates.NowInside(_gate) == 5);
        Gates.Of(_gate).SetResult();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Stateless_workers_are_as_many_as_they_may_be_and_no_more()
    {
        await using var host = await RuntimeHost.StartAsync();
        var worker = host.Grains.GetGrain<IWorkerProbeGrain>(0);
        var calls = Enumerable.Range(0, 9).Select(_ => worker.EnterAsync(_gate)).ToArray();
        await UntilAsync(() => Gates.NowInside(_gate) == 3);
        Gates.Of(_gate).SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(3, Gates.MostInside(_gate));
    }

    [Fact]
    public async Task An_exception_crosses_a_call_with_its_type_its_message_and_its_origin()
    {
        await using var host = await RuntimeHost.StartAsync();
        var thrown = await Assert.ThrowsAsync<ProbeException>(() => host.Probe().FailAsync("not today"));
        Assert.Equal("not today", thrown.Message);
        Assert.Contains(nameof(ProbeGrain.FailAsync), thrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_and_results_are_copied_unless_they_are_immutable()
    {
        await using var host = await RuntimeHost.StartAsync();
        var key = Guid.NewGuid().ToString();
        var sent = new Parcel { Items = ["mine"] };
        var received = await host.Probe(key).EchoAsync(sent);
        Assert.Equal(["mine"], sent.Items);
        Assert.Equal(["mine", "seen"], received.Items);

        Gates.Sent[key] = sent;
        Assert.True(await host.Probe(key).IsSameAsync(sent));
    }

    [Fact]
    public async Task A_grain_that_leaves_comes_back_new_and_its_calls_are_not_lost()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        var before = await probe.ActivationAsync();
        await probe.LeaveAsync();
        Assert.NotEqual(before, await probe.ActivationAsync());

        var calls = Enumerable.Range(0, 200).Select(number => Task.Run(() => number == 100 ? probe.LeaveAsync() : probe.CountAsync()));
        await Task.WhenAll(calls).WaitAsync(Patience, TimeProvider.System);
    }

    [Fact]
    public async Task The_context_of_a_request_goes_along()
    {
        await using var host = await RuntimeHost.StartAsync();
        RequestContext.Set("trace", "abc");
        Assert.Equal("abc", await host.Probe().ReadContextAsync("trace"));
        Assert.Null(await host.Probe().ReadContextAsync("other"));
    }

    [Fact]
    public async Task State_outlives_the_activation()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        await probe.SaveAsync(42);
        await probe.LeaveAsync();
        Assert.Equal(42, await probe.LoadAsync());
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_fails_with_a_timeout()
    {
        var time = new VirtualTimeProvider();
        await using var host = await RuntimeHost.StartAsync(time, RuntimeHost.AnswerInASecond);
        var waiting = host.Probe().EnterAsync(_gate);
        await UntilAsync(() => Gates.NowInside(_gate) == 1);
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            return waiting.IsCompleted;
        });
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Gates.Of(_gate).SetResult();
    }

    [Fact]
    public async Task A_timer_ticks_in_turns_by_the_injected_time()
    {
        var time = new VirtualTimeProvider();
        await using var host = await RuntimeHost.StartAsync(time);
        var probe = host.Probe();
        await probe.StartTimerAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await probe.PeekAsync());
        for (var tick = 1; tick <= 3; tick++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            var expected = tick;
            await UntilAsync(async () => await probe.PeekAsync() == expected);
        }
    }

    [Fact]
    public async Task A_one_way_call_is_not_waited_for()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        await probe.ForgetAsync(_gate).WaitAsync(Patience, TimeProvider.System);
        await UntilAsync(() => Gates.NowInside(_gate) == 1);
        Gates.Of(_gate).SetResult();
        Assert.Equal(2, await probe.CountAsync());
    }

    [Fact]
    public async Task A_token_that_is_cancelled_is_cancelled_in_the_grain()
    {
        await using var host = await RuntimeHost.StartAsync();
        using var source = new CancellationTokenSource();
        var waiting = host.Probe().WaitAsync(source.Token);
        Assert.False(waiting.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience, TimeProvider.System));
    }

    [Fact]
    public async Task A_full_mailbox_refuses_the_next_call()
    {
        await using var host = await RuntimeHost.StartAsync(configure: static silo => silo.Configure<SiloMessagingOptions>(static options => options.MaxEnqueuedRequestsHardLimit = 5));
        var probe = host.Probe();
        var first = probe.EnterAsync(_gate);
        await UntilAsync(() => Gates.NowInside(_gate) == 1);
        var calls = Enumerable.Range(0, 20).Select(_ => probe.CountAsync()).ToArray();
        await Assert.ThrowsAsync<LimitExceededException>(() => Task.WhenAll(calls.Where(call => call.IsFaulted)));
        Gates.Of(_gate).SetResult();
        await first;
        await UntilAsync(() => calls.All(call => call.IsCompleted));
        Assert.InRange(calls.Count(call => call.IsCompletedSuccessfully), 4, 6);
    }

    [Fact]
    public async Task A_stopping_host_finishes_what_it_accepted_and_takes_nothing_new()
    {
        var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        var accepted = probe.EnterAsync(_gate);
        await UntilAsync(() => Gates.NowInside(_gate) == 1);
        var stopping = host.StopAsync();
        // The stop begins beside us; from some call on none is taken.
        await UntilAsync(() => IsRefusedAsync(host.Probe()));
        Assert.False(stopping.IsCompleted);
        Gates.Of(_gate).SetResult();
        Assert.Equal(1, await accepted);
        await stopping.WaitAsync(Patience, TimeProvider.System);
        await host.DisposeAsync();
    }

    private static async Task<bool> IsRefusedAsync(IProbeGrain probe)
    {
        try
        {
            await probe.CountAsync();
            return false;
        }
        catch (OrleansException)
        {
            return true;
        }
    }
}
