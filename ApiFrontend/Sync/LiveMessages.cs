using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>
/// A stretch of the user's log. It covers (<paramref name="From"/>, <paramref name="Seq"/>] also where operations are
/// left out: those that the receiver itself sent, and those that a later one made pointless. A receiver that is not at
/// <paramref name="From"/> asks <c>GET /api/v1/sync/state</c>.
/// </summary>
/// <param name="From">The number before the first that is covered.</param>
/// <param name="Ops">The operations, in order.</param>
/// <param name="Seq">The last number that is covered.</param>
/// <param name="LogEpoch">Which log.</param>
public sealed record OpsMessage(long From, IReadOnlyList<Effect> Ops, long Seq, string LogEpoch);

/// <summary>A device of the user came, went, or is not what it was. What all of them are now, <c>GET /api/v1/devices</c> says.</summary>
/// <param name="DeviceId">Which.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When.</param>
/// <param name="DeviceName">The name its owner knows it by.</param>
/// <param name="DeviceType">What it is.</param>
/// <param name="Capabilities">What it can show and play.</param>
/// <param name="Status">Whether it can be reached now.</param>
/// <param name="CurrentActivity">What it is playing; null when nothing.</param>
public sealed record PresenceMessage(
    string DeviceId,
    PresenceEvent Event,
    DateTimeOffset At,
    string DeviceName,
    DeviceType DeviceType,
    DeviceCapabilities Capabilities,
    DeviceStatus Status,
    DeviceActivity? CurrentActivity)
{
    internal static PresenceMessage Of(DevicePresence presence) => new(
        presence.Device.DeviceId,
        presence.Event,
        presence.At,
        presence.Device.DeviceName,
        presence.Device.DeviceType,
        presence.Device.Capabilities,
        presence.Device.Status,
        presence.Device.CurrentActivity);
}

/// <summary>The answer to <see cref="SyncHub.Connect"/>.</summary>
/// <param name="Seq">Where the log ends.</param>
/// <param name="LogEpoch">Which log.</param>
/// <param name="Hlc">The user's clock.</param>
/// <param name="ServerTime">The server's time, by which the device sets its offset.</param>
public sealed record ConnectAnswer(long Seq, string LogEpoch, HlcTimestamp Hlc, DateTimeOffset ServerTime);
