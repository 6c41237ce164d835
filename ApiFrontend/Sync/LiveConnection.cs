using System.Threading.Channels;
using MediaGateway.ApiFrontend.Telemetry;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.Extensions.Logging;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>
/// One device on the hub: a cursor in the user's log, and a loop that brings the device from there to the head. Nothing of
/// the log is queued for it. A slow device's cursor stays behind, and what it gets next is read from where it is; one that
/// does not take a message within <see cref="LiveOptions.SendTimeout"/> is cut off and comes back with its cursor.
/// </summary>
internal sealed partial class LiveConnection(
    LiveDevice device,
    ISyncClient client,
    Action abort,
    LiveOptions options,
    FrontendTelemetry telemetry,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    /// <summary>The most notices (presence, commands) that wait for a slow device; the oldest make room.</summary>
    private const int MostNotices = 64;

    private readonly Channel<Func<ISyncClient, Task>> _notices = Channel.CreateBounded<Func<ISyncClient, Task>>(
        new BoundedChannelOptions(MostNotices) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _ended = new();
    private int _wakePending;
    private Task _loop = Task.CompletedTask;
    private SyncHead? _cursor;

    /// <summary>The id of the connection.</summary>
    public string ConnectionId => device.ConnectionId;

    /// <summary>The id of the device.</summary>
    public string DeviceId => device.DeviceId;

    /// <summary>Starts to bring the device what comes after <paramref name="cursor"/>.</summary>
    public void Start(UserFeed feed, SyncHead cursor)
    {
        _cursor = cursor;
        Wake();
        _loop = Task.Run(() => RunAsync(feed, _ended.Token));
    }

    /// <summary>Says that there may be more.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _wakePending, 1) == 0)
            _notices.Writer.TryWrite(static _ => Task.CompletedTask);
    }

    /// <summary>Sends something that is not of the log; it is dropped when the device is too slow for it.</summary>
    public void Post(Func<ISyncClient, Task> notice) => _notices.Writer.TryWrite(notice);

    /// <summary>Tells the device that it was removed, and ends the connection.</summary>
    public void EndUnregistered() => Post(async target =>
    {
        await target.Command(CommandMessage.Unregistered);
        abort();
    });

    /// <summary>Ends the loop.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _loop;
        _ended.Dispose();
    }

    private async Task RunAsync(UserFeed feed, CancellationToken ended)
    {
        try
        {
            while (await _notices.Reader.WaitToReadAsync(ended))
            {
                while (_notices.Reader.TryRead(out var notice))
                    await SendAsync(notice, ended);
                Volatile.Write(ref _wakePending, 0);
                await CatchUpAsync(feed, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The connection has ended, as it was asked to.
        }
        catch (TimeoutException)
        {
            LogTooSlow(logger, DeviceId, options.SendTimeout);
            telemetry.CutOff();
            abort();
        }
        catch (Exception failure)
        {
            LogSendFailed(logger, DeviceId, failure);
            abort();
        }
    }

    private async Task CatchUpAsync(UserFeed feed, CancellationToken ended)
    {
        while (await ReadNextAsync(feed, ended) is { } stretch)
        {
            IReadOnlyList<Effect> foreign = [.. stretch.Operations.Where(effect => effect.DeviceId != DeviceId)];
            var message = new OpsMessage(stretch.From, foreign, stretch.End.Seq, stretch.End.LogEpoch);
            using var span = FrontendTelemetry.StartDelivery(foreign.Count);
            await SendAsync(target => target.Ops(message), ended);
            telemetry.Delivered(foreign.Count);
            _cursor = stretch.End;
        }
    }

    private async Task<LogStretch?> ReadNextAsync(UserFeed feed, CancellationToken ended)
    {
        while (true)
        {
            try
            {
                return await feed.ReadAfterAsync(_cursor!, SyncLimits.MaxBatch, ended);
            }
            catch (Exception failure) when (!ended.IsCancellationRequested)
            {
                LogReadFailed(logger, DeviceId, failure);
                await Task.Delay(options.ReadRetry, time, ended);
            }
        }
    }

    private Task SendAsync(Func<ISyncClient, Task> message, CancellationToken ended) =>
        message(client).WaitAsync(options.SendTimeout, time, ended);

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {DeviceId} took no message for {SendTimeout}; its connection is cut")]
    private static partial void LogTooSlow(ILogger logger, string deviceId, TimeSpan sendTimeout);

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {DeviceId} could not be sent to; its connection is cut")]
    private static partial void LogSendFailed(ILogger logger, string deviceId, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log could not be read for device {DeviceId}; trying again")]
    private static partial void LogReadFailed(ILogger logger, string deviceId, Exception failure);
}

/// <summary>A device on a connection.</summary>
/// <param name="UserId">Whose device.</param>
/// <param name="DeviceId">Which device.</param>
/// <param name="ConnectionId">On which connection.</param>
internal sealed record LiveDevice(string UserId, string DeviceId, string ConnectionId);
