using System.Collections.Concurrent;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>A grain that comes up, remembers, is reminded, is watched, and goes.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<string> HelloAsync();

    [ReadOnly]
    Task<int> ReadAsync(string gate);

    Task<int> WriteAsync(string gate);

    Task<string> CallAsync(string other);

    Task<string> CallBackThroughAsync(string via);

    Task<string> CallBackAllowedAsync(string via);

    Task SaveAsync(int value);

    Task<int> LoadAsync();

    Task RemindAsync(string name, TimeSpan due, TimeSpan period);

    Task<bool> ForgetReminderAsync(string name);

    [AlwaysInterleave]
    Task<int> TicksAsync();

    Task WatchAsync(ILifeListener listener);

    Task TellAsync(string word);

    Task TickSlowlyAsync(TimeSpan period, string gate, bool interleave);

    Task StopTickingAsync();
}

/// <summary>Somebody who listens to a grain.</summary>
public interface ILifeListener : IGrainObserver
{
    Task HearAsync(string word);
}

/// <summary>What happens to grains, seen from outside of calls.</summary>
public static class Lives
{
    private static readonly ConcurrentDictionary<string, int> Failures = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, int> Reminders = new(StringComparer.Ordinal);

    /// <summary>Why each grain ended, by its key.</summary>
    public static ConcurrentDictionary<string, DeactivationReasonCode> Ended { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a grain was reminded, over all its activations.</summary>
    public static int Reminded(string key) => Reminders.GetValueOrDefault(key);

    public static void Remind(string key) => Reminders.AddOrUpdate(key, 1, static (_, count) => count + 1);

    /// <summary>The next activations of a grain fail.</summary>
    public static void FailActivations(string key, int count) => Failures[key] = count;

    public static void Activate(string key)
    {
        if (Failures.TryGetValue(key, out var left) && left > 0)
        {
            Failures[key] = left - 1;
            throw new ProbeException($"{key} does not come up");
        }
    }
}

public sealed class LifeGrain([PersistentState("life", "Default")] IPersistentState<ProbeState> stored) : Grain, ILifeGrain, IRemindable
{
    private int _ticks;
    private ILifeListener? _listener;
    private IGrainTimer? _timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Lives.Activate(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Lives.Ended[this.GetPrimaryKeyString()] = reason.ReasonCode;
        return Task.CompletedTask;
    }

    public Task<string> HelloAsync() => Task.FromResult($"hello from {this.GetPrimaryKeyString()}");

    public Task<int> ReadAsync(string gate) => Gates.PassAsync(gate);

    public Task<int> WriteAsync(string gate) => Gates.PassAsync(gate);

    public async Task<string> CallAsync(string other)
    {
        await Other(other).TellAsync("");
        return other;
    }

    public Task<string> CallBackThroughAsync(string via) => Other(via).CallAsync(this.GetPrimaryKeyString());

    public async Task<string> CallBackAllowedAsync(string via)
    {
        using var allowed = RequestContext.AllowCallChainReentrancy();
        return await Other(via).CallAsync(this.GetPrimaryKeyString());
    }

    public Task SaveAsync(int value)
    {
        stored.State.Value = value;
        return stored.WriteStateAsync();
    }

    public Task<int> LoadAsync() => Task.FromResult(stored.State.Value);

    public Task RemindAsync(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task<bool> ForgetReminderAsync(string name)
    {
        if (await this.GetReminder(name) is not { } reminder)
        {
            return false;
        }

        await this.UnregisterReminder(reminder);
        return true;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Lives.Remind(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<int> TicksAsync() => Task.FromResult(_ticks);

    public Task WatchAsync(ILifeListener listener)
    {
        _listener = listener;
        return Task.CompletedTask;
    }

    public Task TellAsync(string word) => _listener?.HearAsync(word) ?? Task.CompletedTask;

    public Task TickSlowlyAsync(TimeSpan period, string gate, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                _ticks++;
                await Gates.PassAsync(gate);
            },
            new GrainTimerCreationOptions(period, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StopTickingAsync()
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private ILifeGrain Other(string key) => GrainFactory.GetGrain<ILifeGrain>(key);
}
