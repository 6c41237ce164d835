using MediaGateway.Domain.Playback;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Playback;

/// <summary>
/// One playback of one title on one device: where the player is, what of that is durable, and how another device goes on
/// with it. The key is the session id. A session that is over is forgotten.
/// </summary>
[Alias("mg.playback-session")]
public interface IPlaybackSessionGrain : IGrainWithStringKey
{
    /// <summary>Starts the session. From now on it is the one of its device.</summary>
    [Repeatable, Alias("start")]
    Task<PlaybackStarted> StartAsync(string userId, PlaybackStart start, CancellationToken cancellationToken);

    /// <summary>Whose session a token is good for; null when it is not this session's.</summary>
    /// <param name="tokenHash">The hash of the token.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [ReadOnly, Alias("owner-of-token")]
    Task<string?> FindOwnerAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>Takes in what the player says of itself.</summary>
    [Repeatable, Alias("heartbeat")]
    Task<HeartbeatAnswer> TakeHeartbeatAsync(string userId, Heartbeat heartbeat, CancellationToken cancellationToken);

    /// <summary>Has another device of the user go on where this one is.</summary>
    [Alias("hand-off")]
    Task<HandoffAnswer> HandOffAsync(string userId, string targetDeviceId, CancellationToken cancellationToken);

    /// <summary>Ends the session from outside: its device plays something else, or is the user's no more. What was played so far is kept.</summary>
    [Repeatable, Alias("end")]
    Task EndAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Forgets the session and writes nothing down: the user is being removed.</summary>
    [Repeatable, Alias("erase")]
    Task EraseAsync(string userId, CancellationToken cancellationToken);
}
