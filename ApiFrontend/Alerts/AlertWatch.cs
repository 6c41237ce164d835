using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.Domain.Alerts;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Alerts;

namespace MediaGateway.ApiFrontend.Alerts;

/// <summary>Tells a user's alerts which services there are to watch. The account's grain cannot: it waits for that of the alerts when it erases the user.</summary>
internal static class AlertWatch
{
    /// <summary>Tells them what the profile says now.</summary>
    public static Task TellAsync(IGrainFactory grains, UserProfile profile, CancellationToken cancellationToken)
    {
        var services = new WatchedServices([.. profile.Platforms.Select(connection => connection.Platform)], profile.Region ?? ExpiringQuery.DefaultRegion);
        return grains.GetGrain<IAlertGrain>(profile.UserId).WatchAsync(services, cancellationToken);
    }
}
