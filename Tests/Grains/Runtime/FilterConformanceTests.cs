using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>A grain that is a filter for itself.</summary>
public interface IGuardedGrain : IGrainWithStringKey
{
    Task<int> DoubleAsync(int number);

    Task<int> DoubleByOtherAsync(string other, int number);
}

public sealed class GuardedGrain : Grain, IGuardedGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is < 0)
        {
            throw new ProbeException("negative numbers are guarded against");
        }

        await context.Invoke();
    }

    public Task<int> DoubleAsync(int number) => Task.FromResult(2 * number);

    public Task<int> DoubleByOtherAsync(string other, int number) => GrainFactory.GetGrain<IGuardedGrain>(other).DoubleAsync(number);
}

/// <summary>Filters around calls.</summary>
public sealed class FilterConformanceTests
{
    [Fact]
    public async Task Filters_stand_around_every_call_the_callers_first_and_the_grains_own_last()
    {
        var seen = new ConcurrentQueue<string>();
        await using var host = await StartAsync(seen);
        Assert.Equal(8, await host.Grains.GetGrain<IGuardedGrain>("one").DoubleAsync(4));
        Assert.Equal(["out DoubleAsync", "in DoubleAsync", "in DoubleAsync done: 8", "out DoubleAsync done: 8"], seen);
    }

    [Fact]
    public async Task Calls_between_grains_are_filtered_too_and_name_their_caller()
    {
        var seen = new ConcurrentQueue<string>();
        await using var host = await StartAsync(seen);
        Assert.Equal(10, await host.Grains.GetGrain<IGuardedGrain>("one").DoubleByOtherAsync("two", 5));
        Assert.Equal(2, seen.Count(line => line == "in DoubleAsync" || line == "in DoubleByOtherAsync"));
        Assert.Contains("out DoubleAsync done: 10", seen);
    }

    [Fact]
    public async Task A_grain_that_filters_itself_may_refuse_a_call()
    {
        await using var host = await RuntimeHost.StartAsync();
        var grain = host.Grains.GetGrain<IGuardedGrain>("one");
        Assert.Equal("negative numbers are guarded against", (await Assert.ThrowsAsync<ProbeException>(() => grain.DoubleAsync(-1))).Message);
        Assert.Equal(2, await grain.DoubleAsync(1));
    }

    [Fact]
    public async Task A_filter_may_replace_the_result_and_see_the_failure()
    {
        var seen = new ConcurrentQueue<string>();
        await using var host = await StartAsync(seen, replacement: 42);
        Assert.Equal(42, await host.Grains.GetGrain<IGuardedGrain>("one").DoubleAsync(4));
        await Assert.ThrowsAsync<ProbeException>(() => host.Grains.GetGrain<IGuardedGrain>("one").DoubleAsync(-4));
        Assert.Contains("in DoubleAsync failed: ProbeException", seen);
    }

    private static Task<RuntimeHost> StartAsync(ConcurrentQueue<string> seen, int? replacement = null) => RuntimeHost.StartAsync(configure: silo => silo
        .ConfigureServices(services => services
            .AddSingleton<IIncomingGrainCallFilter>(new Witness(seen, "in", replacement))
            .AddSingleton<IOutgoingGrainCallFilter>(new Witness(seen, "out", null))));

    private sealed class Witness(ConcurrentQueue<string> seen, string side, int? replacement) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => SeeAsync(context);

        public Task Invoke(IOutgoingGrainCallContext context) => SeeAsync(context);

        private async Task SeeAsync(IGrainCallContext context)
        {
            // A runtime calls grains of its own too.
            if (context.InterfaceMethod.DeclaringType != typeof(IGuardedGrain))
            {
                await context.Invoke();
                return;
            }

            seen.Enqueue($"{side} {context.MethodName}");
            try
            {
                await context.Invoke();
            }
            catch (ProbeException failure)
            {
                seen.Enqueue($"{side} {context.MethodName} failed: {failure.GetType().Name}");
                throw;
            }

            context.Result = replacement ?? context.Result;
            seen.Enqueue($"{side} {context.MethodName} done: {context.Result}");
        }
    }
}
