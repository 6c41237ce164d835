using MediaGateway.ApiFrontend.Sync;
using Orleans.Runtime;

namespace MediaGateway.Silo.Runtime;

/// <summary>Has the live connections of a process that hosts grains itself renewed when a silo comes or goes.</summary>
internal sealed class SiloWatch(ISiloStatusOracle silos, ILiveSubscriptions live) : IHostedService, ISiloStatusListener
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        silos.UnSubscribeFromSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status is SiloStatus.Active or SiloStatus.Dead) live.RenewSoon();
    }
}
