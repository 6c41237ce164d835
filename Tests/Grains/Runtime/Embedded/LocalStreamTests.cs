using System.Collections.Concurrent;
using EmbeddedSilo.Scheduling;
using EmbeddedSilo.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>What only the streams of the embedded runtime promise: when they tell, and what becomes of who cannot keep up.</summary>
public sealed class LocalStreamTests : IDisposable
{
    private const string Name = "one";

    private readonly HeldTurns _turns = new();
    private readonly Warnings _warnings = new();

    public void Dispose() => _warnings.Dispose();

    [Fact]
    public async Task Subscribers_are_told_when_the_scheduler_of_the_silo_lets_them_and_each_in_its_turn()
    {
        await using var host = await StartAsync();
        List<string> order = [];
        foreach (var who in new[] { "a", "b" }) await StreamOf(host).SubscribeAsync(Listening(order, who));
        await StreamOf(host).OnNextAsync(Parcel("1"));
        await StreamOf(host).OnNextAsync(Parcel("2"));
        Assert.Empty(order);
        _turns.RunAll();
        Assert.Equal(["a1", "a2", "b1", "b2"], order);
    }

    [Fact]
    public async Task An_event_waits_until_the_one_before_it_is_dealt_with()
    {
        await using var host = await StartAsync();
        var gate = new TaskCompletionSource();
        var listener = new StreamListener { Treat = _ => gate.Task };
        await StreamOf(host).SubscribeAsync(listener);
        await StreamOf(host).OnNextAsync(Parcel("1"));
        await StreamOf(host).OnNextAsync(Parcel("2"));
        _turns.RunAll();
        Assert.Equal(["1"], listener.Heard);
        gate.SetResult();
        await Eventually.UntilAsync(() =>
        {
            _turns.RunAll();
            return listener.Heard.Count == 2;
        });
        Assert.Equal(["1", "2"], listener.Heard);
    }

    [Fact]
    public async Task Subscribers_share_nothing_with_each_other()
    {
        await using var host = await StartAsync();
        StreamListener[] listeners = [Changing(), Changing()];
        foreach (var listener in listeners) await StreamOf(host).SubscribeAsync(listener);
        var parcel = Parcel("mine");
        await StreamOf(host).OnNextAsync(parcel);
        _turns.RunAll();
        Assert.All(listeners, listener => Assert.Equal(["mine"], listener.Heard));
        Assert.Equal(["mine"], parcel.Items);
    }

    [Fact]
    public async Task Who_fails_is_told_the_next_event_and_the_failure_is_logged()
    {
        await using var host = await StartAsync();
        var listener = new StreamListener { Treat = static _ => throw new ProbeException("no") };
        await StreamOf(host).SubscribeAsync(listener);
        await StreamOf(host).OnNextAsync(Parcel("1"));
        await StreamOf(host).OnNextAsync(Parcel("2"));
        _turns.RunAll();
        Assert.Equal(["1", "2"], listener.Heard);
        Assert.Equal(2, _warnings.Messages.Count(warning => warning.Contains("failed with an event", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_waits_for_who_unsubscribes_is_not_told()
    {
        await using var host = await StartAsync();
        var listener = new StreamListener();
        var handle = await StreamOf(host).SubscribeAsync(listener);
        await StreamOf(host).OnNextAsync(Parcel("1"));
        await handle.UnsubscribeAsync();
        _turns.RunAll();
        Assert.Empty(listener.Heard);
    }

    [Fact]
    public async Task Who_cannot_keep_up_misses_what_does_not_fit_its_queue()
    {
        await using var host = await StartAsync();
        var listener = new StreamListener();
        await StreamOf(host).SubscribeAsync(listener);
        for (var number = 0; number <= LocalSubscription<Parcel>.QueueLimit; number++) await StreamOf(host).OnNextAsync(Parcel($"{number}"));
        _turns.RunAll();
        Assert.Equal(LocalSubscription<Parcel>.QueueLimit, listener.Heard.Count);
        Assert.Single(_warnings.Messages, warning => warning.Contains("misses one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_grain_that_subscribes_is_told_what_to_do_instead()
    {
        await using var host = await RuntimeHost.StartAsync(configure: static silo => silo.AddMemoryStreams(StreamProbeGrain.Provider));
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => host.Grains.GetGrain<IStreamProbeGrain>(Name).SubscribeAsync());
        Assert.Contains("hosted service", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_carries_events_of_one_type()
    {
        await using var host = await StartAsync();
        _ = StreamOf(host);
        Assert.Throws<OrleansException>(() => host.Client.GetStreamProvider(StreamProbeGrain.Provider).GetStream<string>(StreamProbeGrain.IdOf(Name)));
    }

    [Fact]
    public async Task A_silo_that_has_stopped_takes_no_more_events()
    {
        await using var host = await StartAsync();
        var stream = StreamOf(host);
        await host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => stream.OnNextAsync(Parcel("late")));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => stream.SubscribeAsync(new StreamListener()));
    }

    private static Parcel Parcel(string item) => new() { Items = [item] };

    private static StreamListener Changing() => new()
    {
        Treat = static parcel =>
        {
            parcel.Items.Add("seen");
            return Task.CompletedTask;
        },
    };

    private static StreamListener Listening(List<string> order, string who) => new()
    {
        Treat = parcel =>
        {
            order.Add($"{who}{parcel.Items[0]}");
            return Task.CompletedTask;
        },
    };

    private static IAsyncStream<Parcel> StreamOf(RuntimeHost host) => host.Client.GetStreamProvider(StreamProbeGrain.Provider).GetStream<Parcel>(StreamProbeGrain.IdOf(Name));

    private Task<RuntimeHost> StartAsync() => RuntimeHost.StartAsync(configure: silo =>
    {
        silo.AddMemoryStreams(StreamProbeGrain.Provider).UseTurnScheduler(_turns);
        silo.Services.AddLogging(logging => logging.AddProvider(_warnings));
    });

    /// <summary>Runs turns when the test says so.</summary>
    private sealed class HeldTurns : ITurnScheduler
    {
        private readonly ConcurrentQueue<IThreadPoolWorkItem> _turns = [];

        public void Schedule(IThreadPoolWorkItem turn) => _turns.Enqueue(turn);

        public void RunAll()
        {
            while (_turns.TryDequeue(out var turn)) turn.Execute();
        }
    }

    /// <summary>Keeps what is logged as a warning.</summary>
    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
