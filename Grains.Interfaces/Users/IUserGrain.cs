using MediaGateway.Domain.Sync.Operations;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>
/// One user: the clock, the log of operations and what follows from it (watchlist, positions, plays, ratings,
/// preferences), the list of devices, and the front ends that hold live connections. The key is the user id.
/// </summary>
/// <remarks>
/// Changes interleave, so that those which arrive while one commit is under way share the next; each is answered after
/// its own commit. Reads see committed state only.
/// </remarks>
[Alias("mg.user")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Applies operations of one of the user's devices; each is answered by itself.</summary>
    /// <param name="deviceId">The device that sends them.</param>
    /// <param name="operations">1 to <see cref="Domain.Sync.SyncLimits.MaxBatch"/> of them.</param>
    /// <param name="cancellationToken">Ends the waiting, not the commit.</param>
    [AlwaysInterleave, Repeatable, Alias("apply")]
    Task<ApplyAnswer> ApplyAsync(string deviceId, [Immutable] IReadOnlyList<Operation> operations, CancellationToken cancellationToken);

    /// <summary>Puts a title on the list, by an operation of the server's.</summary>
    /// <param name="opId">The operation's id. The same one again changes nothing and is answered as before.</param>
    /// <param name="contentId">The canonical id; the caller has made sure that it is known.</param>
    /// <param name="source">What led to it.</param>
    /// <param name="placement">Where it is wanted.</param>
    /// <param name="cancellationToken">Ends the waiting, not the commit.</param>
    [AlwaysInterleave, Repeatable, Alias("add-to-watchlist")]
    Task<EditAnswer> AddToWatchlistAsync(string opId, string contentId, WatchlistSource source, Placement placement, CancellationToken cancellationToken);

    /// <summary>Takes a title off the list, by an operation of the server's; nothing happens when it is not there.</summary>
    [AlwaysInterleave, Repeatable, Alias("remove-from-watchlist")]
    Task<EditAnswer> RemoveFromWatchlistAsync(string contentId, CancellationToken cancellationToken);

    /// <summary>Moves a title on the list, by an operation of the server's.</summary>
    [AlwaysInterleave, Repeatable, Alias("move-on-watchlist")]
    Task<EditAnswer> MoveOnWatchlistAsync(string contentId, Placement placement, CancellationToken cancellationToken);

    /// <summary>A part of the list, in the user's order; null when the database does not answer and nothing was read before.</summary>
    /// <param name="after">The <see cref="WatchlistPage.Next"/> of the part before; null for the first.</param>
    /// <param name="limit">The most titles wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Repeatable, Alias("read-watchlist")]
    Task<WatchlistPage?> ReadWatchlistAsync(WatchlistCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>What was decided lately where devices wanted different things; null when the database does not answer and nothing was read before.</summary>
    /// <param name="before">The <see cref="MergePage.Next"/> of the part before; null for the first.</param>
    /// <param name="limit">The most that are wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Alias("read-merges")]
    Task<MergePage?> ReadMergesAsync(long? before, int limit, CancellationToken cancellationToken);

    /// <summary>Writes down how far a title was played on one of the user's devices, by operations of the server's.</summary>
    /// <returns><see cref="CommitOutcome.Committed"/> once that is durable; else what became of it.</returns>
    [AlwaysInterleave, Repeatable, Alias("record-playback")]
    Task<CommitOutcome> RecordPlaybackAsync(string deviceId, PlaybackRecord record, CancellationToken cancellationToken);

    /// <summary>How far a title was watched.</summary>
    /// <param name="contentId">The canonical id.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Repeatable, Alias("read-position")]
    Task<PositionReading> ReadPositionAsync(string contentId, CancellationToken cancellationToken);

    /// <summary>A part of the history, newest first; null when the database does not answer and nothing was read before.</summary>
    /// <param name="after">The <see cref="PlayPage.Next"/> of the part before; null for the first.</param>
    /// <param name="limit">The most plays wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Repeatable, Alias("read-plays")]
    Task<PlayPage?> ReadPlaysAsync(PlayCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Tells the user's devices to do something; those that are not connected never hear of it.</summary>
    [AlwaysInterleave, Repeatable, Alias("send-command")]
    Task SendCommandAsync(DeviceCommand command, CancellationToken cancellationToken);

    /// <summary>What a device missed.</summary>
    [AlwaysInterleave, Repeatable, Alias("read-state")]
    Task<SyncState> ReadStateAsync(SyncStateQuery query, CancellationToken cancellationToken);

    /// <summary>A device has everything up to and including a number; false when the device is not the user's.</summary>
    [AlwaysInterleave, Repeatable, Alias("acknowledge")]
    Task<bool> AcknowledgeAsync(string deviceId, long seq, CancellationToken cancellationToken);

    /// <summary>
    /// Tells <paramref name="observer"/> of changes for 180 s; called again before that it renews. Answers where the
    /// log ends, so that a renewal finds what hints were lost; null when the database does not answer.
    /// </summary>
    /// <param name="subscriberId">Names the subscriber; a second observer of the same one replaces the first.</param>
    /// <param name="observer">Who is told.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [AlwaysInterleave, Repeatable, Alias("subscribe")]
    Task<SyncClock?> SubscribeAsync(string subscriberId, IUserObserver observer, CancellationToken cancellationToken);

    /// <summary>Tells the subscriber nothing more.</summary>
    [AlwaysInterleave, Repeatable, Alias("unsubscribe")]
    Task UnsubscribeAsync(string subscriberId, CancellationToken cancellationToken);

    /// <summary>Whether the device is in the user's list.</summary>
    [AlwaysInterleave, Repeatable, Alias("has-device")]
    Task<bool> HasDeviceAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>The ids of the user's devices, in the order in which they were registered.</summary>
    [AlwaysInterleave, Repeatable, Alias("read-devices")]
    Task<IReadOnlyList<string>> ReadDevicesAsync(CancellationToken cancellationToken);

    /// <summary>Puts a device on the user's list; false when the list is full. Called by the device.</summary>
    [Alias("attach-device")]
    Task<bool> AttachDeviceAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>Takes a device off the user's list and ends its connections. Called by the device.</summary>
    [Alias("detach-device")]
    Task DetachDeviceAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>Tells the user's other devices that one came or went. Called by the device.</summary>
    [AlwaysInterleave, Repeatable, Alias("announce-presence")]
    Task AnnouncePresenceAsync(DevicePresence presence, CancellationToken cancellationToken);

    /// <summary>Everything that is held of the user, as one JSON object in UTF-8; null when the database does not answer.</summary>
    [AlwaysInterleave, Repeatable, Alias("export")]
    Task<ReadOnlyMemory<byte>?> ExportAsync(CancellationToken cancellationToken);

    /// <summary>Removes everything that is held of the user. The devices are removed before, each by its own grain.</summary>
    [ResponseTimeout("00:01:00"), Alias("erase")]
    Task EraseAsync(CancellationToken cancellationToken);
}
