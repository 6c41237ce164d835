using EmbeddedSilo.Activations;
using EmbeddedSilo.Reminders;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace EmbeddedSilo;

/// <summary>Starts and stops the silo with its host, and does the housekeeping between.</summary>
internal sealed class SiloService(SiloRuntime silo, ReminderService reminders) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    private ITimer? _heart;
    private int _nextCollection;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var kinds = silo.Kinds.Count;
        silo.Telemetry.Watch(silo);
        silo.State = SiloState.Running;
        _heart = silo.TimeProvider.CreateTimer(static self => ((SiloService)self!).Beat(), this, s_beat, s_beat);
        await reminders.StartAsync(cancellationToken);
        SiloLog.Started(silo.Logger, kinds);
    }

    /// <summary>Finishes what was accepted, then lets every grain say good-bye.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (silo.State is not SiloState.Running)
        {
            return;
        }

        SiloLog.Stopping(silo.Logger, silo.Outstanding.Count, silo.Kinds.Sum(static kind => kind.Count));
        silo.State = SiloState.Draining;
        await reminders.StopAsync(cancellationToken);
        try
        {
            await silo.Outstanding.WhenEmptyAsync().WaitAsync(cancellationToken);
            silo.State = SiloState.Deactivating;
            await Task.WhenAll(silo.Kinds.SelectMany(static kind => kind.Activations).Select(Shut)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            SiloLog.StoppedBeforeTheEnd(silo.Logger, silo.Outstanding.Count);
        }

        silo.State = SiloState.Stopped;
        silo.Outstanding.FailAll(static call => new SiloUnavailableException($"The silo stopped before {call} was answered."));
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_heart is { } heart)
        {
            await heart.DisposeAsync();
        }
    }

    private static Task Shut(Activation activation)
    {
        activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The host stops."));
        return activation.Deactivated;
    }

    private void Beat()
    {
        try
        {
            silo.Clock.Update();
            silo.Outstanding.Sweep();
            if (silo.Clock.Seconds >= _nextCollection)
            {
                _nextCollection = silo.Clock.Seconds + Math.Max(1, (int)silo.Collection.CollectionQuantum.TotalSeconds);
                Collect();
            }
        }
        catch (Exception exception)
        {
            SiloLog.HousekeepingFailed(silo.Logger, exception);
        }
    }

    private void Collect()
    {
        var now = silo.Clock.Seconds;
        foreach (var kind in silo.Kinds.Where(static kind => kind.CollectionAge != Timeout.InfiniteTimeSpan))
        {
            var oldest = now - (int)Math.Ceiling(kind.CollectionAge.TotalSeconds);
            foreach (var activation in kind.Activations.Where(activation => activation.SeemsIdleSince(oldest, now)))
            {
                activation.LeaveIfIdleSince(oldest);
            }
        }
    }
}
