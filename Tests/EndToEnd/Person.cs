using System.Net;
using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>A registered user with a client of their own.</summary>
internal sealed class Person : IDisposable
{
    private Person(GatewayProcess gateway, string email, JsonElement registration)
    {
        Email = email;
        Id = registration.Text("user_id");
        Token = registration.Text("token");
        RefreshToken = registration.Text("refresh_token");
        Client = gateway.As(Token);
    }

    public const string Password = "correct horse battery staple";

    public string Id { get; }

    public string Email { get; }

    public string Token { get; }

    public string RefreshToken { get; }

    public HttpClient Client { get; }

    public static async Task<Person> RegisterAsync(GatewayProcess gateway)
    {
        var email = $"{Guid.NewGuid():N}@example.org";
        var registration = await gateway.Client
            .PostAsync("/api/v1/auth/register", new { email, password = Password, name = "Ada" })
            .ReadAsync(HttpStatusCode.Created);
        return new Person(gateway, email, registration);
    }

    /// <summary>Registers a device and returns its id.</summary>
    public async Task<string> AddDeviceAsync(string name)
    {
        var device = await Client
            .PostAsync("/api/v1/devices", new { device_name = name, device_type = "web", capabilities = new { supports_4k = false, supports_hdr = false, supports_atmos = false } })
            .ReadAsync(HttpStatusCode.Created);
        return device.Text("device_id");
    }

    /// <summary>Content ids of the catalogue, as many as asked for.</summary>
    public async Task<IReadOnlyList<string>> SomeTitlesAsync(int count, string query = "the")
    {
        var found = await Client.GetAsync($"/api/v1/discovery/search?q={Uri.EscapeDataString(query)}&limit={count}").ReadAsync();
        string[] ids = [.. found.Items("results").Select(title => title.Text("content_id"))];
        Assert.Equal(count, ids.Length);
        return ids;
    }

    /// <summary>The ids on the watchlist, in the user's order.</summary>
    public async Task<IReadOnlyList<string>> WatchlistAsync()
    {
        List<string> ids = [];
        string? cursor = null;
        do
        {
            var page = await Client.GetAsync($"/api/v1/watchlist?limit=100{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}").ReadAsync();
            ids.AddRange(page.Items("items").Select(item => item.Text("content_id")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        return ids;
    }

    public Task<HttpResponseMessage> PutOnListAsync(string contentId) =>
        Client.PutAsync($"/api/v1/watchlist/{Uri.EscapeDataString(contentId)}", content: null);

    public Task<HttpResponseMessage> TakeOffListAsync(string contentId) =>
        Client.DeleteAsync($"/api/v1/watchlist/{Uri.EscapeDataString(contentId)}");

    public void Dispose() => Client.Dispose();
}
