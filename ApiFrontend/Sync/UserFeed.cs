using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>
/// One user's changes on this front end: the newest of them in memory, shared by all of the user's connections here. It
/// observes the user grain, whose calls are hints; what a connection needs and is not here is read from the grain.
/// </summary>
internal sealed class UserFeed : IUserObserver
{
    private readonly IClusterClient _cluster;
    private readonly DueRenewals _due;
    private readonly int _mostConnections;
    private readonly Lazy<IUserObserver> _reference;
    private readonly Lock _gate = new();
    private readonly RecentChanges _recent = new();
    private readonly Dictionary<string, LiveConnection> _connections = new(StringComparer.Ordinal);
    private bool _closed;

    /// <summary>Makes the feed of <paramref name="userId"/>, which begins with its first subscription.</summary>
    public UserFeed(string userId, IClusterClient cluster, DueRenewals due, int mostConnections)
    {
        _cluster = cluster;
        _due = due;
        _mostConnections = mostConnections;
        _reference = new Lazy<IUserObserver>(() => cluster.CreateObjectReference<IUserObserver>(this));
        User = cluster.GetGrain<IUserGrain>(userId);
    }

    /// <summary>Names this feed to the user grain. No two feeds share a name, so that the end of one never ends another.</summary>
    public string Id { get; } = Guid.CreateVersion7().ToString();

    /// <summary>The grain whose changes these are.</summary>
    public IUserGrain User { get; }

    /// <summary>The connections that are attached now.</summary>
    public IReadOnlyList<LiveConnection> Connections
    {
        get
        {
            lock (_gate)
                return [.. _connections.Values];
        }
    }

    /// <summary>Adds a connection.</summary>
    public AttachOutcome Attach(LiveConnection connection)
    {
        lock (_gate)
        {
            if (_closed)
                return AttachOutcome.Closed;
            if (_connections.Count >= _mostConnections)
                return AttachOutcome.Full;
            _connections.Add(connection.ConnectionId, connection);
            return AttachOutcome.Attached;
        }
    }

    /// <summary>Takes a connection away; true when it was the last, and the feed is closed by it.</summary>
    public bool Detach(string connectionId)
    {
        lock (_gate)
        {
            _connections.Remove(connectionId);
            return _closed = _connections.Count == 0;
        }
    }

    /// <summary>Subscribes at the user grain, or renews that, and takes note of what hints were lost.</summary>
    /// <returns>Where the log ends; null when it cannot be read now.</returns>
    public async Task<SyncClock?> SubscribeAsync(CancellationToken cancellationToken)
    {
        if (await User.SubscribeAsync(Id, _reference.Value, cancellationToken) is not { } clock)
            return null;
        bool news;
        lock (_gate)
            news = _recent.Take(clock.Head);
        if (news)
            WakeAll();
        return clock;
    }

    /// <summary>Ends the subscription.</summary>
    public async Task UnsubscribeAsync(CancellationToken cancellationToken)
    {
        if (!_reference.IsValueCreated)
            return;
        try
        {
            await User.UnsubscribeAsync(Id, cancellationToken);
        }
        finally
        {
            _cluster.DeleteObjectReference<IUserObserver>(_reference.Value);
        }
    }

    /// <summary>The stretch of the log that follows on <paramref name="cursor"/>; null when there is none.</summary>
    public async ValueTask<LogStretch?> ReadAfterAsync(SyncHead cursor, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_recent.Head is not { } head || head == cursor)
                return null;
            if (head.LogEpoch == cursor.LogEpoch && cursor.Seq < head.Seq && _recent.TryReadAfter(cursor.Seq, out var effects))
                return new LogStretch(cursor.Seq, effects, head);
        }

        var state = await User.ReadStateAsync(new SyncStateQuery(cursor.Seq, null, cursor.LogEpoch, limit), cancellationToken);
        if (state.Outcome is not CommitOutcome.Committed)
            throw new LogUnreadableException();
        var end = new SyncHead(state.Seq, state.LogEpoch);
        if (end == cursor)
            return null;
        // Where only a snapshot would do, an empty stretch that starts at the head tells the device to fetch it.
        return new LogStretch(state.Snapshot is null ? cursor.Seq : state.Seq, state.Operations, end);
    }

    /// <inheritdoc/>
    public Task OnChangedAsync(UserChanged change)
    {
        bool news;
        lock (_gate)
            news = _recent.Take(change);
        if (news)
            WakeAll();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnPresenceAsync(DevicePresence presence)
    {
        var message = PresenceMessage.Of(presence);
        foreach (var connection in Connections.Where(connection => connection.DeviceId != message.DeviceId))
            connection.Post(client => client.Presence(message));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnCommandAsync(DeviceCommand command)
    {
        var message = CommandMessage.Of(command);
        foreach (var connection in Connections.Where(connection => command.TargetDeviceId is { } target ? connection.DeviceId == target : connection.DeviceId != command.DeviceId))
            connection.Post(client => client.Command(message));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnDeviceRemovedAsync(string deviceId)
    {
        foreach (var connection in Connections.Where(connection => connection.DeviceId == deviceId))
            connection.EndUnregistered();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnLeavingAsync()
    {
        _due.RenewSoon(this);
        return Task.CompletedTask;
    }

    private void WakeAll()
    {
        foreach (var connection in Connections)
            connection.Wake();
    }
}

/// <summary>How adding a connection to a feed ended.</summary>
internal enum AttachOutcome
{
    /// <summary>It is there.</summary>
    Attached,
    /// <summary>The feed ended meanwhile; another one takes its place.</summary>
    Closed,
    /// <summary>The user has as many connections as one may have.</summary>
    Full,
}

/// <summary>A stretch of a log.</summary>
/// <param name="From">The number before the first that is covered.</param>
/// <param name="Operations">What is in it.</param>
/// <param name="End">Where it ends.</param>
internal sealed record LogStretch(long From, IReadOnlyList<Effect> Operations, SyncHead End);

/// <summary>The log cannot be read now.</summary>
internal sealed class LogUnreadableException() : Exception("The user's log cannot be read now.");
