using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaGateway.Grains.Content.Resolution;
using MediaGateway.Grains.Discovery;

namespace MediaGateway.Tests.Integration.Catalogue;

public sealed class TitleReviewTests : IAsyncLifetime
{
    private CatalogueHost _host = null!;

    public async Task InitializeAsync() => _host = await CatalogueHost.StartAsync(static services => services.AddDiscovery().AddTitleResolution());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_is_certain_is_merged_and_what_is_doubtful_waits_for_a_decision()
    {
        await _host.ImportAsync(["""{"title":"Heat","id":1,"year":1995,"type":"movie","directors":["Michael Mann"]}""", """{"title":"Ran","id":2,"year":1985,"type":"movie"}""", """{"title":"Ikiru","id":3,"year":1952}"""], "?source=alpha");
        await _host.ImportAsync(["""{"title":"Heat","id":1,"year":1995,"type":"movie","cast":["Michael Mann"]}""", """{"title":"Ran","id":2,"year":1985,"type":"movie"}""", """{"title":"Ikiru","id":3,"year":1952}"""], "?source=beta");

        var reviews = await WaitForReviewsAsync(2);

        Assert.Equal(await IdOfAsync("alpha:1"), await IdOfAsync("beta:1"));
        Assert.Equal(5, await _host.CountWholeTitlesAsync());
        var first = await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/admin/catalogue/reviews?limit=1");
        var second = await _host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/admin/catalogue/reviews?limit=1&cursor={first.GetProperty("next_cursor").GetString()}");
        Assert.Equal((2, 2, JsonValueKind.Null), (first.GetProperty("total").GetInt32(), second.GetProperty("total").GetInt32(), second.GetProperty("next_cursor").ValueKind));
        Assert.Equal(reviews.Select(NumberOf), new[] { first, second }.Select(page => NumberOf(Assert.Single(page.GetProperty("reviews").EnumerateArray()))));

        var id = await IdOfAsync("alpha:2");
        var ran = reviews.Single(review => new[] { "content_id", "other_id" }.Any(name => review.GetProperty(name).GetString() == id));
        var ikiru = reviews.Single(review => NumberOf(review) != NumberOf(ran));
        Assert.Contains("the years are the same", ran.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        await DecideAsync(ran, "merge", HttpStatusCode.OK);
        await DecideAsync(ikiru, "different", HttpStatusCode.OK);
        await DecideAsync(ikiru, "merge", HttpStatusCode.Conflict);

        Assert.Equal(await IdOfAsync("alpha:2"), await IdOfAsync("beta:2"));
        Assert.NotEqual(await IdOfAsync("alpha:3"), await IdOfAsync("beta:3"));
        Assert.Equal("1 read, 1 merged", ImportTests.Told(await _host.ImportAsync(["""{"title":"Ikiru","id":9,"external_ids":{"alpha":3,"beta":3}}"""], "?source=gamma")));
        Assert.NotEqual(await IdOfAsync("alpha:3"), await IdOfAsync("beta:3"));
        Assert.Empty(await ReviewsAsync());
    }

    private async Task<List<JsonElement>> WaitForReviewsAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        List<JsonElement> reviews;
        while ((reviews = await ReviewsAsync()).Count < count) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        return reviews;
    }

    private async Task<List<JsonElement>> ReviewsAsync() =>
        [.. (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/admin/catalogue/reviews")).GetProperty("reviews").EnumerateArray()];

    private async Task DecideAsync(JsonElement review, string decision, HttpStatusCode status)
    {
        using var response = await _host.Client.PostAsJsonAsync($"/api/v1/admin/catalogue/reviews/{NumberOf(review)}", new { decision });
        Assert.Equal(status, response.StatusCode);
    }

    private async Task<string> IdOfAsync(string id) =>
        (await _host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/content/{Uri.EscapeDataString(id)}")).GetProperty("content_id").GetString()!;

    private static long NumberOf(JsonElement review) => review.GetProperty("review_id").GetInt64();
}
