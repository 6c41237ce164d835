using System.Net;
using System.Text;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>What a newcomer does in the first five minutes, against the real process.</summary>
[Collection(SharedGateway.Name)]
public sealed class FirstSessionTests(GatewayFixture fixture)
{
    private readonly GatewayProcess _gateway = fixture.Gateway;

    [Fact]
    public async Task A_fresh_gateway_has_something_to_find_and_to_put_on_the_list()
    {
        using var ada = await Person.RegisterAsync(_gateway);

        var found = await ada.Client.GetAsync("/api/v1/discovery/search?q=matrx").ReadAsync();
        var matrix = found.Items("results").First();
        Assert.Equal("The Matrix", matrix.Text("title"));
        Assert.False(found.GetProperty("partial_results").GetBoolean());

        var contentId = matrix.Text("content_id");
        Assert.Equal(HttpStatusCode.Created, (await ada.PutOnListAsync(contentId)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ada.PutOnListAsync(contentId)).StatusCode);
        Assert.Equal([contentId], await ada.WatchlistAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await ada.TakeOffListAsync(contentId)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.TakeOffListAsync(contentId)).StatusCode);
        Assert.Empty(await ada.WatchlistAsync());
    }

    [Fact]
    public async Task The_list_keeps_the_order_that_its_user_gives_it()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var titles = await ada.SomeTitlesAsync(4);
        foreach (var title in titles)
        {
            await ada.PutOnListAsync(title).ReadAsync(HttpStatusCode.Created);
        }

        Assert.Equal(titles, await ada.WatchlistAsync());
        await ada.Client.PostAsync($"/api/v1/watchlist/{Uri.EscapeDataString(titles[3])}/move", new { after = (string?)null }).ReadAsync();
        await ada.Client.PostAsync($"/api/v1/watchlist/{Uri.EscapeDataString(titles[0])}/move", new { after = titles[2] }).ReadAsync();
        Assert.Equal([titles[3], titles[1], titles[2], titles[0]], await ada.WatchlistAsync());
    }

    [Fact]
    public async Task An_import_is_searchable_when_it_is_answered_and_changes_nothing_the_second_time()
    {
        using var admin = _gateway.AsAdmin();
        using var ada = await Person.RegisterAsync(_gateway);
        var word = $"zyx{Guid.NewGuid():N}"[..12];
        var lines = string.Join('\n', Enumerable.Range(1, 50).Select(number => $$"""{"title":"{{word}} {{number}}","year":2001,"id":"{{word}}/{{number}}","cast":["Nobody Known"]}""")) + "\nnot json\n";

        var first = await ImportAsync(admin, lines).ReadAsync();
        Assert.Equal((51, 50, 1), (first.GetProperty("read").GetInt32(), first.GetProperty("created").GetInt32(), first.GetProperty("rejected").GetInt32()));
        Assert.Equal(51, first.Items("problems").Single().GetProperty("line").GetInt32());

        var found = await ada.Client.GetAsync($"/api/v1/discovery/search?q={word}&limit=10").ReadAsync();
        Assert.Equal(50, found.GetProperty("total").GetInt32());

        var second = await ImportAsync(admin, lines).ReadAsync();
        Assert.Equal(50, second.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task A_token_verifies_for_anyone_who_has_the_published_keys()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var claims = await ada.Client.PostAsync("/api/v1/auth/validate", new { }).ReadAsync();
        Assert.True(claims.GetProperty("valid").GetBoolean());

        var unchecked_ = System.Text.Json.JsonElement.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(ada.Token.Split('.')[1])));
        var verified = await NodeClient.RunAsync("verify-token.mjs", _gateway.Address.AbsoluteUri, ada.Token, unchecked_.Text("iss"), unchecked_.Text("aud"));
        Assert.Equal(ada.Id, verified.GetProperty("payload").Text("sub"));
        Assert.Equal("ES256", verified.GetProperty("protectedHeader").Text("alg"));
    }

    [Fact]
    public async Task A_refresh_token_serves_once_and_its_reuse_ends_the_session()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        var refreshed = await _gateway.Client.PostAsync("/api/v1/auth/refresh", new { refresh_token = ada.RefreshToken }).ReadAsync();
        var reused = await _gateway.Client.PostAsync("/api/v1/auth/refresh", new { refresh_token = ada.RefreshToken }).ReadAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("refresh_token_reused", reused.Text("error"));
        await _gateway.Client.PostAsync("/api/v1/auth/refresh", new { refresh_token = refreshed.Text("refresh_token") }).ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task After_logout_the_token_is_worth_nothing()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.Client.PostAsync("/api/v1/auth/logout", content: null)).StatusCode);
        await ada.Client.GetAsync("/api/v1/watchlist").ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task One_user_never_sees_the_list_of_another()
    {
        using var ada = await Person.RegisterAsync(_gateway);
        using var ben = await Person.RegisterAsync(_gateway);
        await ada.PutOnListAsync((await ada.SomeTitlesAsync(1))[0]).ReadAsync(HttpStatusCode.Created);
        Assert.Empty(await ben.WatchlistAsync());
        var device = await ada.AddDeviceAsync("Ada's phone");
        await ben.Client.GetAsync($"/api/v1/devices/{device}").ReadAsync(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> ImportAsync(HttpClient admin, string lines)
    {
        var body = new StringContent(lines, Encoding.UTF8);
        body.Headers.ContentType = new("application/x-ndjson");
        return admin.PostAsync("/api/v1/admin/catalogue/import?source=test", body);
    }
}
