using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Devices;

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

/// <summary>A device of the user came or went.</summary>
/// <param name="DeviceId">Which.</param>
/// <param name="Event">What became of it.</param>
/// <param name="At">When.</param>
public sealed record PresenceMessage(string DeviceId, DeviceStatus Event, DateTimeOffset At);

/// <summary>Something the device is to do.</summary>
/// <param name="Type">What: <see cref="Unregistered"/>.</param>
public sealed record CommandMessage(string Type)
{
    /// <summary>The device was removed by its owner: it forgets the account. The connection ends after this.</summary>
    public const string Unregistered = "unregistered";
}

/// <summary>The answer to <see cref="SyncHub.Connect"/>.</summary>
/// <param name="Seq">Where the log ends.</param>
/// <param name="LogEpoch">Which log.</param>
/// <param name="Hlc">The user's clock.</param>
/// <param name="ServerTime">The server's time, by which the device sets its offset.</param>
public sealed record ConnectAnswer(long Seq, string LogEpoch, HlcTimestamp Hlc, DateTimeOffset ServerTime);
