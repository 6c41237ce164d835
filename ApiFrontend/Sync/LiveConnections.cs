using System.Collections.Concurrent;
using MediaGateway.ApiFrontend.Telemetry;
using MediaGateway.Grains.Interfaces.Devices;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>All live connections of this front end: one feed for each user, one cursor for each connection.</summary>
internal sealed partial class LiveConnections(
    IClusterClient cluster,
    DueRenewals due,
    IOptions<LiveOptions> options,
    FrontendTelemetry telemetry,
    TimeProvider time,
    ILogger<LiveConnections> logger)
{
    private readonly ConcurrentDictionary<string, UserFeed> _feeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Opened> _opened = new(StringComparer.Ordinal);

    /// <summary>Starts to bring a device what follows on <paramref name="since"/>; what it has not seen of before, when it says nothing, is its own to fetch.</summary>
    public async Task<OpenResult> OpenAsync(LiveDevice device, long? since, string? logEpoch, ISyncClient client, Action abort, CancellationToken cancellationToken)
    {
        await CloseAsync(device.ConnectionId);
        if (!await cluster.GetGrain<IDeviceGrain>(device.DeviceId).ConnectAsync(device.UserId, device.ConnectionId, cancellationToken))
            return new OpenResult(OpenOutcome.UnknownDevice, null);

        var connection = new LiveConnection(device, client, abort, options.Value, telemetry, time, logger);
        if (Attach(device.UserId, connection) is not { } feed)
        {
            await connection.DisposeAsync();
            return new OpenResult(OpenOutcome.TooManyConnections, null);
        }

        _opened[device.ConnectionId] = new Opened(device, feed, connection);
        try
        {
            if (await feed.SubscribeAsync(cancellationToken) is not { } clock)
            {
                await CloseAsync(device.ConnectionId);
                return new OpenResult(OpenOutcome.Unavailable, null);
            }

            connection.Start(feed, new SyncHead(since ?? clock.Head.Seq, logEpoch ?? clock.Head.LogEpoch));
            return new OpenResult(OpenOutcome.Opened, clock);
        }
        catch
        {
            await CloseAsync(device.ConnectionId);
            throw;
        }
    }

    /// <summary>How many connections there are.</summary>
    public int Count => _opened.Count;

    /// <summary>The device of a connection; null before it has said which it is.</summary>
    public LiveDevice? DeviceOf(string connectionId) => _opened.GetValueOrDefault(connectionId)?.Device;

    /// <summary>Ends a connection; nothing happens when it is not there.</summary>
    public async Task CloseAsync(string connectionId)
    {
        if (!_opened.TryRemove(connectionId, out var opened))
            return;
        var last = opened.Feed.Detach(connectionId);
        if (last)
            _feeds.TryRemove(KeyValuePair.Create(opened.Device.UserId, opened.Feed));
        await opened.Connection.DisposeAsync();
        try
        {
            await cluster.GetGrain<IDeviceGrain>(opened.Device.DeviceId).DisconnectAsync(opened.Device.UserId, connectionId, CancellationToken.None);
            if (last)
                await opened.Feed.UnsubscribeAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The lease of the connection and the subscription end by themselves.
            LogGoodbyeFailed(logger, opened.Device.DeviceId, failure);
        }
    }

    /// <summary>The feeds of the users that have a connection here now.</summary>
    public IReadOnlyCollection<UserFeed> Feeds => [.. _feeds.Values];

    /// <summary>Renews subscriptions and the leases of their connections.</summary>
    /// <returns>What could not be renewed and is still wanted.</returns>
    public async Task<IReadOnlyCollection<UserFeed>> RenewAsync(IReadOnlyCollection<UserFeed> feeds, CancellationToken cancellationToken)
    {
        var failed = new ConcurrentQueue<UserFeed>();
        string? reason = null;
        await Parallel.ForEachAsync(
            feeds.Where(feed => feed.Connections.Count > 0),
            new ParallelOptions { MaxDegreeOfParallelism = MostRenewalsAtOnce, CancellationToken = cancellationToken },
            async (feed, ended) =>
            {
                if (await TryRenewAsync(feed, ended) is not { } failure)
                    return;
                reason = failure.Message;
                failed.Enqueue(feed);
            });
        if (reason is not null)
            LogRenewalFailed(logger, failed.Count, reason);
        return failed;
    }

    private const int MostRenewalsAtOnce = 64;

    private async Task<Exception?> TryRenewAsync(UserFeed feed, CancellationToken cancellationToken)
    {
        try
        {
            await feed.SubscribeAsync(cancellationToken);
            foreach (var connection in feed.Connections)
            {
                if (_opened.GetValueOrDefault(connection.ConnectionId) is { Device: var device }
                    && !await cluster.GetGrain<IDeviceGrain>(device.DeviceId).ConnectAsync(device.UserId, device.ConnectionId, cancellationToken))
                {
                    connection.EndUnregistered();
                }
            }

            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return failure;
        }
    }

    private UserFeed? Attach(string userId, LiveConnection connection)
    {
        while (true)
        {
            var feed = _feeds.GetOrAdd(userId, id => new UserFeed(id, cluster, due, options.Value.MostConnectionsPerUser));
            switch (feed.Attach(connection))
            {
                case AttachOutcome.Attached:
                    return feed;
                case AttachOutcome.Full:
                    return null;
                default:
                    _feeds.TryRemove(KeyValuePair.Create(userId, feed));
                    break;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {DeviceId} could not be signed off; its lease runs out")]
    private static partial void LogGoodbyeFailed(ILogger logger, string deviceId, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live connections of {Count} users could not be renewed ({Reason}); trying again")]
    private static partial void LogRenewalFailed(ILogger logger, int count, string reason);

    private sealed record Opened(LiveDevice Device, UserFeed Feed, LiveConnection Connection);
}

/// <summary>How opening a live connection ended.</summary>
internal enum OpenOutcome
{
    /// <summary>It is open.</summary>
    Opened,
    /// <summary>The device is not the user's.</summary>
    UnknownDevice,
    /// <summary>The user has as many connections as one may have.</summary>
    TooManyConnections,
    /// <summary>The log cannot be read now.</summary>
    Unavailable,
}

/// <summary>The answer to opening a live connection.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Clock">Where the log ends; null unless it is open.</param>
internal sealed record OpenResult(OpenOutcome Outcome, SyncClock? Clock);
