using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Alerts;
using MediaGateway.ApiFrontend.Catalogue;
using MediaGateway.ApiFrontend.Devices;
using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.ApiFrontend.Playback;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.ApiFrontend.Watchlist;
using MediaGateway.ApiFrontend.Sources;
using MediaGateway.Tests.Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>The routes of what belongs to a user, on a server of this process, over grains of this process; a few titles are known.</summary>
internal sealed class PersonalHost : IAsyncDisposable
{
    /// <summary>How many titles there are: <c>imdb:tt0000001</c> and so on.</summary>
    public const int TitleCount = 30;

    private readonly AccountSilo _silo;
    private readonly FrontendHost _host;

    private PersonalHost(AccountSilo silo, FrontendHost host) => (_silo, _host) = (silo, host);

    public static string Title(int number) => $"imdb:tt{number:D7}";

    public MovableTime Time => _silo.Time;

    public AccountSilo Silo => _silo;

    public LiveConnections Live => _host.Services.GetRequiredService<LiveConnections>();

    public static async Task<PersonalHost> StartAsync()
    {
        var silo = await AccountSilo.StartAsync();
        await silo.KnowAsync([.. Enumerable.Range(1, TitleCount).Select(number => (Title(number), $"Title {number}"))]);
        var host = await FrontendHost.StartAsync(
            static routes => routes.MapSessions().MapProfile().MapDevices().MapQueue().MapWatchlist().MapSync().MapMerges().MapAlerts().MapPlayback().MapHistory().MapContent().MapDiscovery().MapAttributions(),
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(silo.Time));
                services.AddSingleton(silo.Grains);
            });
        return new PersonalHost(silo, host);
    }

    /// <summary>Registers somebody.</summary>
    /// <returns>The token.</returns>
    public async Task<string> SignUpAsync()
    {
        var answer = await SendAsync(null, "POST", "/api/v1/auth/register", $$"""{"email":"{{Guid.NewGuid():N}}@example.org","password":"{{AccountSilo.Password}}","name":"Ada"}""");
        Assert.Equal(201, answer.Status);
        return answer.Body.GetProperty("token").GetString()!;
    }

    /// <summary>Who somebody is.</summary>
    public async Task<string> WhoIsAsync(string token) => (await SendAsync(token, "GET", "/api/v1/me")).Body.GetProperty("id").GetString()!;

    /// <summary>Opens a live connection of a device, as the hub does.</summary>
    public async Task<LiveClient> OpenAsync(string token, string deviceId, string connectionId = "connection", Action? abort = null)
    {
        var client = new LiveClient();
        var device = new LiveDevice(await WhoIsAsync(token), deviceId, connectionId);
        var opened = await Live.OpenAsync(device, since: null, logEpoch: null, client, abort ?? (static () => { }), CancellationToken.None);
        Assert.Equal(OpenOutcome.Opened, opened.Outcome);
        return client;
    }

    /// <summary>Registers a device.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AddDeviceAsync(string token, string name = "phone")
    {
        var answer = await SendAsync(token, "POST", "/api/v1/devices", $$"""{"device_name":"{{name}}","device_type":"phone"}""");
        Assert.Equal(201, answer.Status);
        return answer.Body.GetProperty("device_id").GetString()!;
    }

    /// <summary>Sends a request with its body exactly as it is.</summary>
    public async Task<Answer> SendAsync(string? token, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _host.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _silo.DisposeAsync();
    }

    /// <summary>What came back.</summary>
    internal sealed record Answer(int Status, JsonElement Body)
    {
        public string? Error => Body.GetProperty("error").GetString();

        /// <summary>The fields that are at fault.</summary>
        public string[] Faults => [.. Body.GetProperty("errors").EnumerateObject().Select(fault => fault.Name)];

        public JsonElement[] Items => [.. Body.GetProperty("items").EnumerateArray()];

        public string? NextCursor => Body.GetProperty("next_cursor").GetString();
    }
}
