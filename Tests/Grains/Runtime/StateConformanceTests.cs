using MediaGateway.Grains.Interfaces;
using MediaGateway.Tests.Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>States, reminders and observers: what ties a grain to what is outside of it.</summary>
public sealed class StateConformanceTests
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task Of_two_activations_that_write_one_state_the_second_is_told_and_reads_it_anew()
    {
        var storage = new FaultyGrainStorage();
        await using var one = await RuntimeHost.StartAsync(configure: silo => Keep(silo, storage));
        await using var other = await RuntimeHost.StartAsync(configure: silo => Keep(silo, storage));
        await one.Life(_key).SaveAsync(1);
        Assert.Equal(1, await other.Life(_key).LoadAsync());
        await one.Life(_key).SaveAsync(2);
        await Assert.ThrowsAsync<InconsistentStateException>(() => other.Life(_key).SaveAsync(3));
        Assert.Equal(2, await other.Life(_key).LoadAsync());
        await other.Life(_key).SaveAsync(4);
    }

    [Fact]
    public async Task A_write_that_fails_reaches_the_caller_and_the_next_one_is_tried()
    {
        var storage = new FaultyGrainStorage();
        await using var host = await RuntimeHost.StartAsync(configure: silo => Keep(silo, storage));
        await host.Life(_key).SaveAsync(1);
        storage.FailWrite("life");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.Life(_key).SaveAsync(2));
        Assert.IsType<StorageUnavailableException>(failure.GetBaseException());
        await host.Life(_key).SaveAsync(3);
        Assert.Equal(3, await host.Life(_key).LoadAsync());
    }

    [Fact]
    public async Task A_reminder_ticks_until_it_is_unregistered()
    {
        var time = new VirtualTimeProvider();
        await using var host = await RuntimeHost.StartAsync(time);
        var grain = host.Life(_key);
        await grain.RemindAsync("tea", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(5), () => Lives.Reminded(_key) == 1);
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(10), () => Lives.Reminded(_key) == 2);
        Assert.True(await grain.ForgetReminderAsync("tea"));
        Assert.False(await grain.ForgetReminderAsync("tea"));
        time.Advance(TimeSpan.FromMinutes(30));
        await grain.HelloAsync();
        Assert.Equal(2, Lives.Reminded(_key));
    }

    [Fact]
    public async Task A_reminder_brings_its_grain_up_after_a_restart()
    {
        var (time, table) = (new VirtualTimeProvider(), new WatchedReminders());
        await using (var host = await RuntimeHost.StartAsync(time, silo => Remember(silo, table)))
        {
            await host.Life(_key).RemindAsync("tea", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
        }

        await using var next = await RuntimeHost.StartAsync(time, silo => Remember(silo, table));
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(5), () => Lives.Reminded(_key) == 1);
    }

    [Fact]
    public async Task A_period_below_a_minute_is_refused()
    {
        await using var host = await RuntimeHost.StartAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => host.Life().RemindAsync("often", TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task An_observer_hears_in_order_until_it_is_deleted()
    {
        await using var host = await RuntimeHost.StartAsync(configure: RuntimeHost.AnswerInASecond);
        var (grain, listener) = (host.Life(), new Listener());
        var reference = host.Grains.CreateObjectReference<ILifeListener>(listener);
        await grain.WatchAsync(reference);
        for (var word = 1; word <= 20; word++)
        {
            await grain.TellAsync($"{word}");
        }

        Assert.Equal(Enumerable.Range(1, 20).Select(word => $"{word}"), listener.Heard);
        host.Grains.DeleteObjectReference<ILifeListener>(reference);
        await Assert.ThrowsAnyAsync<Exception>(() => grain.TellAsync("late"));
        Assert.DoesNotContain("late", listener.Heard);
    }

    [Fact]
    public async Task What_an_observer_throws_reaches_the_grain_that_told_it()
    {
        await using var host = await RuntimeHost.StartAsync();
        var (grain, listener) = (host.Life(), new Listener { Fault = new ProbeException("deaf") });
        await grain.WatchAsync(host.Grains.CreateObjectReference<ILifeListener>(listener));
        Assert.Equal("deaf", (await Assert.ThrowsAsync<ProbeException>(() => grain.TellAsync("word"))).Message);
        GC.KeepAlive(listener);
    }

    private static void Keep(ISiloBuilder silo, IGrainStorage storage) =>
        silo.ConfigureServices(services => services.AddGrainStorage("Default", (_, _) => storage));

    private static void Remember(ISiloBuilder silo, IReminderTable table) =>
        silo.ConfigureServices(services => services.AddSingleton(table));

    // A tick is delivered in the background: the service's own beat, then the call.
    private static async Task AdvanceUntilAsync(VirtualTimeProvider time, TimeSpan by, Func<bool> holds)
    {
        time.Advance(by);
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            return holds();
        });
    }

    private sealed class Listener : ILifeListener
    {
        public List<string> Heard { get; } = [];

        public Exception? Fault { get; init; }

        public Task HearAsync(string word)
        {
            Heard.Add(word);
            return Fault is null ? Task.CompletedTask : Task.FromException(Fault);
        }
    }
}
