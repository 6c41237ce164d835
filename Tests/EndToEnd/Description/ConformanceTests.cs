using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd.Description;

/// <summary>The published description and the running server, held against each other.</summary>
[Collection(SharedGateway.Name)]
public sealed partial class ConformanceTests(GatewayFixture fixture)
{
    private readonly GatewayProcess _gateway = fixture.Gateway;

    [Fact]
    public async Task Every_operation_answers_a_real_request_as_it_is_described()
    {
        var document = await ApiDocument.ReadAsync(_gateway.Client);
        using var handler = new ConformanceHandler(document);
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = _gateway.Address };

        await SignInAsync(client);
        await KeepAListAsync(client);
        await SyncAsync(client);
        await PlayAsync(client);
        await LookAroundAsync(client);
        await LeaveAsync(client);
        await OperateAsync(client);

        string[] untried = [.. document.Operations.Select(operation => operation.ToString()).Except(handler.Succeeded)];
        Assert.True(untried.Length == 0, $"No success was seen of {string.Join(", ", untried)}.");
    }

    [Fact]
    public async Task Every_operation_that_asks_for_a_token_refuses_those_without_one_and_every_open_one_does_not()
    {
        var document = await ApiDocument.ReadAsync(_gateway.Client);
        using var handler = new ConformanceHandler(document);
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = _gateway.Address };
        foreach (var operation in document.Operations.Where(operation => operation.Path != "/metrics"))
        {
            using var request = SampleRequest.Of(document, operation, SampleRequest.Nobody);
            using var answer = await client.SendAsync(request);
            Assert.True(operation.IsOpen != answer.StatusCode is HttpStatusCode.Unauthorized || (operation.IsOpen && operation.Path.Contains("/auth/", StringComparison.Ordinal)),
                $"{operation} answered {(int)answer.StatusCode} without a token.");
            if (!operation.IsOpen)
            {
                Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
            }
        }
    }

    [Fact]
    public async Task What_is_described_as_too_long_too_great_or_missing_is_refused_by_its_name()
    {
        var document = await ApiDocument.ReadAsync(_gateway.Client);
        using var ada = await Person.RegisterAsync(_gateway);
        using var handler = new ConformanceHandler(document);
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = _gateway.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ada.Token);
        var tried = 0;
        foreach (var operation in document.Operations.Where(operation => !operation.Path.Contains("/admin/", StringComparison.Ordinal)))
        {
            foreach (var (request, field) in SampleRequest.Wrong(document, operation, SampleRequest.Nobody))
            {
                using var answer = await client.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode is HttpStatusCode.BadRequest, $"{operation} took a wrong {field}: {(int)answer.StatusCode} {text}");
                Assert.True(JsonElement.Parse(text).GetProperty("errors").EnumerateObject().Any(error => error.Name == field), $"{operation} does not name {field}: {text}");
                request.Dispose();
                tried++;
            }
        }

        Assert.True(tried > 50, $"Only {tried} wrong requests were made.");
    }

    private static async Task SignInAsync(HttpClient client)
    {
        var account = new { email = $"{Guid.NewGuid():N}@example.org", password = Person.Password, name = "Ada" };
        await client.PostAsync("/api/v1/auth/register", account).ReadAsync(HttpStatusCode.Created);
        await client.PostAsync("/api/v1/auth/register", account).ReadAsync(HttpStatusCode.Conflict);
        await client.PostAsync("/api/v1/auth/login", new { account.email, password = "wrong horse" }).ReadAsync(HttpStatusCode.Unauthorized);
        var session = await client.PostAsync("/api/v1/auth/login", new { account.email, account.password }).ReadAsync();
        session = await client.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") }).ReadAsync();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Text("token"));
        await client.PostAsync("/api/v1/auth/validate", content: null).ReadAsync();
        await client.PostAsync("/api/v1/auth/ticket", content: null).ReadAsync();
        await client.GetAsync("/.well-known/jwks.json").ReadAsync();
        await client.GetAsync("/api/v1/me").ReadAsync();
        await client.PatchAsync("/api/v1/me", JsonContent.Create(new { region = "DE", languages = (string[])["de", "en"] })).ReadAsync();
        await client.PatchAsync("/api/v1/me", JsonContent.Create(new { email = "not an address" })).ReadAsync(HttpStatusCode.BadRequest);
        await client.PutAsync("/api/v1/me/platforms/netflix", JsonContent.Create(new { account_id = "ada" })).ReadAsync();
        await client.PutAsync("/api/v1/me/platforms/mubi", content: null).ReadAsync();
        await client.PutAsync("/api/v1/me/platforms/nobody", content: null).ReadAsync(HttpStatusCode.NotFound);
        await client.DeleteAsync("/api/v1/me/platforms/mubi").ReadAsync(HttpStatusCode.NoContent);
    }

    private static async Task KeepAListAsync(HttpClient client)
    {
        var found = await client.GetAsync("/api/v1/discovery/search?q=the&limit=2").ReadAsync();
        await client.PostAsync("/v1/search", new { query = "matrx", limit = 3 }).ReadAsync();
        await client.GetAsync("/api/v1/discovery/suggest?q=mat").ReadAsync();
        await client.GetAsync("/api/v1/discovery/search").ReadAsync(HttpStatusCode.BadRequest);
        string[] ids = [.. found.Items("results").Select(title => title.Text("content_id"))];
        foreach (var id in ids)
        {
            await client.GetAsync($"/api/v1/content/{Uri.EscapeDataString(id)}").ReadAsync();
            await client.GetAsync($"/api/v1/content/{Uri.EscapeDataString(id)}/availability").ReadAsync();
            await client.GetAsync($"/api/v1/content/{Uri.EscapeDataString(id)}/availability?on=2026-05-01&region=US").ReadAsync();
            await client.PutAsync($"/api/v1/watchlist/{Uri.EscapeDataString(id)}", content: null).ReadAsync(HttpStatusCode.Created);
        }

        await client.PutAsync($"/api/v1/watchlist/{Uri.EscapeDataString(ids[0])}", JsonContent.Create(new { source = "recommendation", after = (string?)null })).ReadAsync();
        await client.PostAsync($"/api/v1/watchlist/{Uri.EscapeDataString(ids[0])}/move", new { after = ids[1] }).ReadAsync();
        await client.GetAsync("/api/v1/watchlist?limit=1").ReadAsync();
        await client.DeleteAsync($"/api/v1/watchlist/{Uri.EscapeDataString(ids[0])}").ReadAsync(HttpStatusCode.NoContent);
        await client.PostAsync($"/api/v1/watchlist/{Uri.EscapeDataString(ids[0])}/move", new { after = (string?)null }).ReadAsync(HttpStatusCode.NotFound);
        await client.PutAsync("/api/v1/watchlist/imdb%3Att99999999", content: null).ReadAsync(HttpStatusCode.NotFound);
        await client.GetAsync("/api/v1/alerts?limit=5").ReadAsync();
        await client.GetAsync("/api/v1/alerts?limit=101").ReadAsync(HttpStatusCode.BadRequest);
        await client.PostAsync("/api/v1/queue/add", new { platform = "imdb", content_id = ids[0], title = "The Matrix" }).ReadAsync(HttpStatusCode.Created);
    }

    private static async Task SyncAsync(HttpClient client)
    {
        var device = await client.PostAsync("/api/v1/devices", new { device_name = "phone", device_type = "phone" }).ReadAsync(HttpStatusCode.Created);
        var id = device.Text("device_id");
        await client.GetAsync("/api/v1/devices").ReadAsync();
        await client.GetAsync($"/api/v1/devices/{id}").ReadAsync();
        await client.PatchAsync($"/api/v1/devices/{id}", JsonContent.Create(new { device_name = "my phone" })).ReadAsync();
        var state = await client.GetAsync("/api/v1/sync/state").ReadAsync();
        var title = state.GetProperty("snapshot").Items("items").First().Text("content_id");
        var physical = DateTimeOffset.Parse(state.Text("server_time"), System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        object Stamp(int logical) => new { physical, logical, node_id = id };
        object[] operations =
        [
            new { op_id = "a", type = "watchlist_remove", content_id = title, hlc = Stamp(0) },
            new { op_id = "b", type = "watchlist_add", content_id = title, source = "manual", after = (string?)null, hlc = Stamp(1) },
            new { op_id = "c", type = "position_set", content_id = title, position_ms = 1000, duration_ms = 2000, hlc = Stamp(2) },
            new { op_id = "d", type = "play_add", play_id = "p", content_id = title, watched_at = state.Text("server_time"), completed = true, hlc = Stamp(3) },
            new { op_id = "e", type = "rating_set", content_id = title, rating = 4.5, hlc = Stamp(4) },
            new { op_id = "f", type = "preference_set", key = "theme", value = "dark", hlc = Stamp(5) },
            new { op_id = "g", type = "play_remove", play_id = "p", hlc = Stamp(6) },
            new { op_id = "h", type = "opera", hlc = Stamp(7) },
        ];
        var answer = await client.PostAsync("/api/v1/sync/ops", new { device_id = id, ops = operations }).ReadAsync();
        Assert.Equal(7, answer.Items("results").Count(result => result.Text("status") == "applied"));
        await client.GetAsync($"/api/v1/sync/state?since={state.GetProperty("seq")}&log_epoch={state.Text("log_epoch")}&device_id={id}").ReadAsync();
        await client.GetAsync("/api/v1/sync/state").ReadAsync();
        await client.GetAsync("/api/v1/sync/merges").ReadAsync();
        await client.PostAsync("/api/v1/sync/ack", new { device_id = id, seq = answer.GetProperty("seq").GetInt64() }).ReadAsync(HttpStatusCode.NoContent);
        await client.PostAsync("/api/v1/sync/ack", new { device_id = "nobody", seq = 1 }).ReadAsync(HttpStatusCode.NotFound);
        await client.DeleteAsync($"/api/v1/devices/{id}").ReadAsync(HttpStatusCode.NoContent);
        await client.GetAsync($"/api/v1/devices/{id}").ReadAsync(HttpStatusCode.NotFound);
    }

    private async Task PlayAsync(HttpClient client)
    {
        var title = (await client.GetAsync("/api/v1/discovery/search?q=matrix&limit=1").ReadAsync()).Items("results").Single().Text("content_id");
        var path = Uri.EscapeDataString(title);
        var phone = (await client.PostAsync("/api/v1/devices", new { device_name = "phone", device_type = "phone" }).ReadAsync(HttpStatusCode.Created)).Text("device_id");
        var television = (await client.PostAsync("/api/v1/devices", new { device_name = "television", device_type = "tv" }).ReadAsync(HttpStatusCode.Created)).Text("device_id");
        await client.GetAsync($"/api/v1/content/{path}/deep-link?platform=netflix&os=android").ReadAsync();
        await client.GetAsync($"/api/v1/content/{path}/deep-link?platform=betamax").ReadAsync(HttpStatusCode.BadRequest);
        await client.GetAsync($"/api/v1/playback/position?content_id={path}").ReadAsync();
        var session = (await client.PostAsync("/api/v1/playback/session", new { content_id = title, platform = "netflix", device_id = phone }).ReadAsync(HttpStatusCode.Created)).Text("session_id");
        await client.PutAsync($"/api/v1/playback/session/{session}/heartbeat", JsonContent.Create(new { position_ms = 60_000, duration_ms = 8_160_000, state = "playing" })).ReadAsync();
        await client.GetAsync("/api/v1/devices").ReadAsync();
        await client.PostAsync("/api/v1/playback/handoff", new { session_id = session, target_device_id = television }).ReadAsync(HttpStatusCode.Conflict);
        await using (var onTelevision = await NodeClient.StartDeviceAsync(_gateway, client.DefaultRequestHeaders.Authorization!.Parameter!, television))
        {
            await onTelevision.SendAsync("connect", "connected");
            var handedOff = await client.PostAsync("/api/v1/playback/handoff", new { session_id = session, target_device_id = television }).ReadAsync(HttpStatusCode.Accepted);
            var command = await onTelevision.ExpectAsync("command");
            Assert.Equal(("device_handoff", handedOff.Text("deep_link"), 60_000), (command.Text("type"), command.Text("deep_link"), command.GetProperty("position_ms").GetInt64()));
        }

        await client.PutAsync($"/api/v1/playback/session/{session}/heartbeat", JsonContent.Create(new { position_ms = 8_160_000, state = "ended" })).ReadAsync();
        await client.PutAsync($"/api/v1/playback/session/{session}/heartbeat", JsonContent.Create(new { position_ms = 1, state = "playing" })).ReadAsync(HttpStatusCode.Conflict);
        await client.GetAsync("/api/v1/history").ReadAsync();
    }

    private static async Task LookAroundAsync(HttpClient client)
    {
        foreach (var path in (string[])["/health", "/health/live", "/health/ready", "/metrics"])
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static async Task LeaveAsync(HttpClient client)
    {
        await client.GetAsync("/api/v1/me/export").ReadAsync();
        using var strange = new StringContent("<a/>", Encoding.UTF8, "application/xml");
        await client.PostAsync("/api/v1/sync/ops", strange).ReadAsync(HttpStatusCode.UnsupportedMediaType);
        await client.PostAsync("/api/v1/admin/catalogue/import", new StringContent("", Encoding.UTF8, "application/x-ndjson")).ReadAsync(HttpStatusCode.Forbidden);

        // Erasing ends the session; another one is for logging out.
        await client.DeleteAsync("/api/v1/me").ReadAsync(HttpStatusCode.NoContent);
        client.DefaultRequestHeaders.Authorization = null;
        var account = new { email = $"{Guid.NewGuid():N}@example.org", password = Person.Password, name = "Ada" };
        var other = await client.PostAsync("/api/v1/auth/register", account).ReadAsync(HttpStatusCode.Created);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", other.Text("token"));
        await client.PostAsync("/api/v1/auth/logout", content: null).ReadAsync(HttpStatusCode.NoContent);
    }

    private async Task OperateAsync(HttpClient client)
    {
        using var admin = _gateway.AsAdmin();
        client.DefaultRequestHeaders.Authorization = admin.DefaultRequestHeaders.Authorization;
        var word = $"{Guid.NewGuid():N}";
        var (now, platform) = (TimeProvider.System.GetUtcNow(), $"p{word[1..]}");
        var offer = $$"""{"platform":"{{platform}}","region":"NZ","offer":"rent","price":3.99,"currency":"NZD","season":2,"leaves_at":"{{now.AddDays(10):O}}"}""";
        using var lines = new StringContent($$"""{"title":"{{word}}","id":"{{word}}","availability":[{{offer}}]}{{"\n"}}nonsense{{"\n"}}""", Encoding.UTF8, "application/x-ndjson");
        await client.PostAsync("/api/v1/admin/catalogue/import?source=conformance", lines).ReadAsync();
        await client.GetAsync("/api/v1/sources").ReadAsync();
        await client.GetAsync("/api/v1/admin/sources").ReadAsync();
        await client.GetAsync("/api/v1/admin/platforms/netflix").ReadAsync();
        await client.GetAsync("/api/v1/admin/platforms/nobody").ReadAsync(HttpStatusCode.NotFound);
        await client.PostAsync("/api/v1/admin/platforms/netflix/check", content: null).ReadAsync();
        await client.PostAsync("/api/v1/admin/platforms/nobody/check", content: null).ReadAsync(HttpStatusCode.NotFound);
        await client.PostAsync("/api/v1/admin/platforms/netflix/read-on", content: null).ReadAsync();
        var tomorrow = now.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Single((await client.GetAsync($"/api/v1/content/conformance:{word}/availability?on={tomorrow}").ReadAsync()).Items("availability"));
        var leaving = await client.GetAsync("/api/v1/discovery/expiring?region=NZ&days=11&limit=100").ReadAsync();
        Assert.Equal(10, leaving.Items("items").Single(item => item.Text("platform") == platform).GetProperty("days_left").GetInt32());
        await client.GetAsync("/api/v1/discovery/expiring?days=91").ReadAsync(HttpStatusCode.BadRequest);
        await DecideAsync(client, word);
        await ReviewAsync(client, word);
        await client.GetAsync("/api/v1/watchlist").ReadAsync(HttpStatusCode.Forbidden);
    }
}
