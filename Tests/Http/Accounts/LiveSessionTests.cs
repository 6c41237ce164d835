using System.Net.WebSockets;
using System.Text;

namespace MediaGateway.Tests.Http.Accounts;

public sealed class LiveSessionTests : IAsyncLifetime
{
    // The separator that ends each message of the hub protocol.
    private const char EndOfMessage = '\u001e';

    private AccountHost _host = null!;
    private string _token = null!;

    public async Task InitializeAsync()
    {
        _host = await AccountHost.StartAsync();
        _token = (await _host.RegisterAsync()).GetProperty("token").GetString()!;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_live_connection_is_cut_when_its_session_ends_here()
    {
        using var socket = await ConnectAsync(_host);
        Assert.Equal(204, (await _host.PostAsync("/api/v1/auth/logout", token: _token)).Status);
        await AssertCutAsync(socket);
    }

    [Fact]
    public async Task A_live_connection_is_cut_when_its_session_ended_at_another_front_end()
    {
        await using var other = await AccountHost.StartAsync(beside: _host);
        using var socket = await ConnectAsync(_host);
        Assert.Equal(204, (await other.PostAsync("/api/v1/auth/logout", token: _token)).Status);
        _host.Silo.Time.Advance(TimeSpan.FromSeconds(10));
        await AssertCutAsync(socket);
    }

    [Fact]
    public async Task A_live_connection_of_another_session_stays()
    {
        var login = await _host.PostAsync("/api/v1/auth/login", new { email = "ada@example.org", password = Grains.Accounts.AccountSilo.Password });
        using var socket = await ConnectAsync(_host);
        await _host.PostAsync("/api/v1/auth/logout", token: login.Body.GetProperty("token").GetString());
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"WhoAmI","arguments":[]}""");
        Assert.Contains("\"type\":3", await ReceiveAsync(socket), StringComparison.Ordinal);
    }

    private static async Task AssertCutAsync(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            // A message that says that the connection closes may come first.
            while ((await socket.ReceiveAsync(new byte[1024], patience.Token)).MessageType is not WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(WebSocketState.Open, socket.State);
        }
    }

    private static Task SendAsync(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + EndOfMessage), WebSocketMessageType.Text, true, default);

    private static async Task<string> ReceiveAsync(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    private async Task<ClientWebSocket> ConnectAsync(AccountHost host)
    {
        var ticket = (await host.PostAsync("/api/v1/auth/ticket", token: _token)).Body.GetProperty("ticket").GetString();
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{host.Client.BaseAddress!.Authority}/hubs/test?access_token={ticket}"), default);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        Assert.StartsWith("{}", await ReceiveAsync(socket), StringComparison.Ordinal);
        await SendAsync(socket, """{"type":1,"invocationId":"0","target":"WhoAmI","arguments":[]}""");
        Assert.Contains("\"type\":3", await ReceiveAsync(socket), StringComparison.Ordinal);
        return socket;
    }
}
