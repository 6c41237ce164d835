using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>How activations leave, as far as only the embedded runtime can be asked: Orleans goes by the machine's clock here.</summary>
public sealed class LeavingTests
{
    [Fact]
    public async Task An_idle_activation_is_collected()
    {
        var time = new VirtualTimeProvider();
        await using var host = await RuntimeHost.StartAsync(time);
        var probe = host.Probe();
        var before = await probe.ActivationAsync();
        await UntilAsync(async () =>
        {
            // A call counts as use when its turn has been closed, which may be after its answer.
            time.Advance(TimeSpan.FromMinutes(20));
            return await probe.ActivationAsync() != before;
        });
    }

    /// <summary>Orleans hands a call on a few times only.</summary>
    [Fact]
    public async Task No_call_is_lost_to_a_grain_that_leaves_all_the_time()
    {
        await using var host = await RuntimeHost.StartAsync();
        var probe = host.Probe();
        var calls = Enumerable.Range(0, 2_000).Select(number => Task.Run(() => number % 20 == 0 ? probe.LeaveAsync() : probe.CountAsync()));
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }
}
