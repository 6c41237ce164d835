using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Devices;
using MediaGateway.ApiFrontend.Watchlist;
using MediaGateway.Tests.Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaGateway.Tests.Http;

/// <summary>Keyed requests whose effect was had and whose answer was not kept, as when the gateway dies in between.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private AccountSilo _silo = null!;
    private FrontendHost _host = null!;

    public async Task InitializeAsync()
    {
        _silo = await AccountSilo.StartAsync();
        await _silo.KnowAsync(("imdb:tt0000001", "One"));
        await OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task A_device_is_not_made_twice()
    {
        await SignUpAsync();
        LoseTheNextAnswer();
        var first = await PostAsync("/api/v1/devices", "k", new { device_name = "mine", device_type = "phone" });
        var again = await PostAsync("/api/v1/devices", "k", new { device_name = "mine", device_type = "phone" });
        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal(Text(first, "device_id"), Text(again, "device_id"));
        Assert.Equal(1, (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/devices")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_title_is_added_by_one_operation_and_the_repeat_is_told_that_it_is_new()
    {
        await SignUpAsync();
        LoseTheNextAnswer();
        var first = await PostAsync("/api/v1/queue/add", "k", new { platform = "imdb", content_id = "tt0000001" });
        var again = await PostAsync("/api/v1/queue/add", "k", new { platform = "imdb", content_id = "tt0000001" });
        var other = await PostAsync("/api/v1/queue/add", "l", new { platform = "imdb", content_id = "tt0000001" });
        Assert.Equal((201, 201, 200), (first.Status, again.Status, other.Status));
        Assert.Equal(Text(first, "added_at"), Text(again, "added_at"));
        // One operation for the first two, one for the third.
        Assert.Equal(2, (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/watchlist")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task An_account_is_made_once_and_the_repeat_signs_in()
    {
        LoseTheNextAnswer();
        var first = await PostAsync("/api/v1/auth/register", "k", Registration());
        // Another process goes on, with what the first one stored.
        await _host.DisposeAsync();
        var before = _silo;
        _silo = await AccountSilo.StartAsync(after: before);
        await OpenAsync();
        var again = await PostAsync("/api/v1/auth/register", "k", Registration());
        Assert.Equal((201, 201), (first.Status, again.Status));
        Assert.Equal(Text(first, "user_id"), Text(again, "user_id"));
        Authorize(again);
        Assert.Equal("ada@example.org", (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("email").GetString());
        await before.DisposeAsync();
    }

    [Fact]
    public async Task An_account_whose_password_was_changed_since_is_not_opened_by_a_repeat()
    {
        LoseTheNextAnswer();
        Authorize(await PostAsync("/api/v1/auth/register", "k", Registration()));
        var change = await _host.Client.PatchAsJsonAsync("/api/v1/me", new { current_password = AccountSilo.Password, password = "another good password" });
        change.EnsureSuccessStatusCode();
        _host.Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal("email_taken", Text(await PostAsync("/api/v1/auth/register", "k", Registration()), "error"));
    }

    [Fact]
    public async Task The_key_stays_with_its_body_when_the_answer_is_lost()
    {
        await SignUpAsync();
        LoseTheNextAnswer();
        await PostAsync("/api/v1/devices", "k", new { device_name = "mine", device_type = "phone" });
        Assert.Equal("idempotency_key_reused", Text(await PostAsync("/api/v1/devices", "k", new { device_name = "yours", device_type = "phone" }), "error"));
    }

    [Fact]
    public async Task A_request_whose_key_cannot_be_reserved_does_nothing()
    {
        await SignUpAsync();
        _silo.Storage.FailWrite("idempotency");
        Assert.Equal(503, (await PostAsync("/api/v1/devices", "k", new { device_name = "mine", device_type = "phone" })).Status);
        Assert.Equal(0, (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/devices")).GetProperty("total").GetInt32());
        Assert.Equal(201, (await PostAsync("/api/v1/devices", "k", new { device_name = "mine", device_type = "phone" })).Status);
    }

    [Fact]
    public async Task A_key_is_free_again_after_a_day()
    {
        await SignUpAsync();
        var first = await PostAsync("/api/v1/devices", "k", new { device_name = "mine", device_type = "phone" });
        _silo.Time.Advance(TimeSpan.FromHours(24));
        await SignUpAgainAsync();
        var next = await PostAsync("/api/v1/devices", "k", new { device_name = "yours", device_type = "tv" });
        Assert.Equal((201, 201), (first.Status, next.Status));
        Assert.NotEqual(Text(first, "device_id"), Text(next, "device_id"));
    }

    private static object Registration() => new { email = "ada@example.org", password = AccountSilo.Password, name = "Ada" };

    private static string? Text(Answer answer, string name) => answer.Body.GetProperty(name).GetString();

    private void LoseTheNextAnswer() => _silo.Storage.FailWrite("idempotency", after: 1);

    private async Task OpenAsync() => _host = await FrontendHost.StartAsync(
        static routes => routes.MapSessions().MapProfile().MapDevices().MapQueue().MapWatchlist(),
        services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_silo.Time));
            services.AddSingleton(_silo.Grains);
        });

    private async Task SignUpAsync() => Authorize(await PostAsync("/api/v1/auth/register", "sign up", Registration(), keyed: false));

    private async Task SignUpAgainAsync()
    {
        _host.Client.DefaultRequestHeaders.Authorization = null;
        Authorize(await PostAsync("/api/v1/auth/login", "log in", new { email = "ada@example.org", password = AccountSilo.Password }, keyed: false));
    }

    private void Authorize(Answer answer) => _host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(answer, "token"));

    private async Task<Answer> PostAsync(string path, string key, object body, bool keyed = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (keyed)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _host.Client.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private sealed record Answer(int Status, JsonElement Body);
}
