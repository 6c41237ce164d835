using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using MediaGateway.Benchmarks.Http;

namespace MediaGateway.Benchmarks.Sync;

/// <summary>A device that listens on the sync hub: the hub's JSON protocol on a bare WebSocket, so that nothing but the server is measured.</summary>
internal sealed class HubListener : IAsyncDisposable
{
    private const byte RecordEnd = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly MemoryStream _rest = new();
    private readonly byte[] _buffer = new byte[16 * 1024];

    private HubListener()
    {
    }

    /// <summary>Connects a device of the account and waits until it is told where the log ends.</summary>
    public static async Task<HubListener> ConnectAsync(RunningGateway gateway, string token, string deviceId)
    {
        var listener = new HubListener();
        listener._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        var address = new UriBuilder(gateway.Address) { Scheme = "ws", Path = "/hubs/sync" }.Uri;
        await listener._socket.ConnectAsync(address, CancellationToken.None);
        await listener.SendAsync("""{"protocol":"json","version":1}""");
        await listener.SendAsync($$"""{"type":1,"invocationId":"1","target":"Connect","arguments":["{{deviceId}}",null,null]}""");
        while (true)
        {
            var message = await listener.ReceiveAsync();
            if (message.TryGetProperty("invocationId", out _))
            {
                return message.TryGetProperty("error", out var error) ? throw new InvalidOperationException(error.GetString()) : listener;
            }
        }
    }

    /// <summary>Waits until the device has an operation that is the one waited for.</summary>
    /// <returns>The moment at which it had it, as a timestamp of <see cref="Stopwatch"/>.</returns>
    public async Task<long> WaitForAsync(Func<JsonElement, bool> isIt)
    {
        while (true)
        {
            var message = await ReceiveAsync();
            var now = Stopwatch.GetTimestamp();
            if (message.TryGetProperty("target", out var target) && target.GetString() == "Ops" && message.GetProperty("arguments")[0].GetProperty("ops").EnumerateArray().Any(isIt))
            {
                return now;
            }
        }
    }

    /// <summary>Waits for the next operations.</summary>
    /// <returns>How many came, and when, as a timestamp of <see cref="Stopwatch"/>.</returns>
    public async Task<(int Count, long At)> NextAsync()
    {
        while (true)
        {
            var message = await ReceiveAsync();
            var now = Stopwatch.GetTimestamp();
            if (message.TryGetProperty("target", out var target) && target.GetString() == "Ops")
            {
                return (message.GetProperty("arguments")[0].GetProperty("ops").GetArrayLength(), now);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        _socket.Dispose();
        await _rest.DisposeAsync();
    }

    private Task SendAsync(string record) =>
        _socket.SendAsync((byte[])[.. Encoding.UTF8.GetBytes(record), RecordEnd], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<JsonElement> ReceiveAsync()
    {
        while (true)
        {
            var held = _rest.GetBuffer().AsMemory(0, (int)_rest.Length);
            if (held.Span.IndexOf(RecordEnd) is >= 0 and var end)
            {
                var record = JsonElement.Parse(held.Span[..end]);
                var left = held[(end + 1)..].ToArray();
                _rest.SetLength(0);
                _rest.Write(left);
                return record;
            }

            var received = await _socket.ReceiveAsync(_buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException($"The hub closed the connection: {received.CloseStatusDescription}");
            }

            _rest.Write(_buffer, 0, received.Count);
        }
    }
}
