using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MediaGateway.Tests.Integration.Catalogue;

public sealed class TitleDecisionTests : IAsyncLifetime
{
    private const string Article = """{"title":"Heat","href":"Heat_(film)","imdb_id":"tt0113277","overview":"A thief and a policeman."}""";

    private CatalogueHost _host = null!;

    public async Task InitializeAsync() => _host = await CatalogueHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_wrong_merge_by_an_import_can_be_taken_back_and_does_not_come_again()
    {
        await _host.ImportAsync(["""{"title":"Heat","href":"Heat_(film)"}"""], "?source=wikipedia");
        await _host.ImportAsync(["""{"title":"Heat","imdb_id":"tt0113277"}"""], "?source=zeta");
        var former = await IdOfAsync("wikipedia:Heat_(film)");
        Assert.Equal("1 read, 1 merged", ImportTests.Told(await _host.ImportAsync([Article], "?source=wikipedia")));
        Assert.Equal(("imdb:tt0113277", "imdb:tt0113277"), (await IdOfAsync("wikipedia:Heat_(film)"), await IdOfAsync(former)));

        var split = await AnswerAsync("split", new { content_id = "imdb:tt0113277", absorbed_id = former }, HttpStatusCode.OK);

        Assert.Equal(("imdb:tt0113277", former), (split.GetProperty("content_id").GetString(), split.GetProperty("restored_id").GetString()));
        Assert.Equal((former, former), (await IdOfAsync("wikipedia:Heat_(film)"), await IdOfAsync(former)));
        Assert.Equal("1 read, 1 unchanged", ImportTests.Told(await _host.ImportAsync([Article], "?source=wikipedia")));
        Assert.Equal(2, await _host.CountWholeTitlesAsync());
        var title = await _host.Client.GetStringAsync($"/api/v1/content/{Uri.EscapeDataString(former)}");
        Assert.DoesNotContain("origin\"", title, StringComparison.Ordinal);
        Assert.DoesNotContain("statements", title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_titles_can_be_merged_by_hand_by_any_of_their_ids()
    {
        await _host.ImportAsync(["""{"title":"Heat","id":"one"}""", """{"title":"Heat!","id":"two","imdb_id":"tt0113277"}"""]);
        var former = await IdOfAsync("test:one");

        var merged = await AnswerAsync("merge", new { content_id = "test:one", other_id = "test:two" }, HttpStatusCode.OK);

        Assert.Equal(("imdb:tt0113277", former), (merged.GetProperty("content_id").GetString(), merged.GetProperty("absorbed_id").GetString()));
        Assert.Equal("imdb:tt0113277", await IdOfAsync("test:one"));
        Assert.Equal(1, await _host.CountWholeTitlesAsync());
        await AnswerAsync("merge", new { content_id = "test:one", other_id = "test:two" }, HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_leaves_is_told_of_the_title_that_has_it_through_merge_and_split()
    {
        var leaves = TimeProvider.System.GetUtcNow().AddDays(5);
        await _host.ImportAsync([$$"""{"title":"Heat","id":"one","availability":[{"platform":"netflix","region":"US","offer":"ads","leaves_at":"{{leaves:O}}"}]}""", """{"title":"Heat!","id":"two","imdb_id":"tt0113277"}"""]);
        var former = await IdOfAsync("test:one");
        Assert.Equal([former], await LeavingAsync());

        await AnswerAsync("merge", new { content_id = "test:one", other_id = "test:two" }, HttpStatusCode.OK);
        Assert.Equal(["imdb:tt0113277"], await LeavingAsync());

        await AnswerAsync("split", new { content_id = "imdb:tt0113277", absorbed_id = former }, HttpStatusCode.OK);
        Assert.Equal([former], await LeavingAsync());
    }

    [Theory]
    [InlineData("merge", "imdb:tt0000001", "imdb:tt0000002", 404, "unknown_content")]
    [InlineData("merge", "test:one", "imdb:tt0000002", 404, "unknown_content")]
    [InlineData("merge", "test:one", "test:one", 400, "invalid_request")]
    [InlineData("merge", "test:one", "nonsense", 400, "invalid_request")]
    [InlineData("split", "imdb:tt0000001", "imdb:tt0000002", 404, "unknown_content")]
    [InlineData("split", "test:one", "imdb:tt0000002", 404, "unknown_absorbed")]
    [InlineData("split", "test:one", "", 400, "invalid_request")]
    public async Task What_cannot_be_is_refused(string decision, string id, string other, int status, string error)
    {
        await _host.ImportAsync(["""{"title":"Heat","id":"one"}"""]);
        object body = decision == "merge" ? new { content_id = id, other_id = other } : new { content_id = id, absorbed_id = other };
        Assert.Equal(error, (await AnswerAsync(decision, body, (HttpStatusCode)status)).GetProperty("error").GetString());
    }

    private async Task<IEnumerable<string?>> LeavingAsync() =>
        [.. (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/discovery/expiring?region=US")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("content_id").GetString())];

    private async Task<string> IdOfAsync(string id) =>
        (await _host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/content/{Uri.EscapeDataString(id)}")).GetProperty("content_id").GetString()!;

    private async Task<JsonElement> AnswerAsync(string decision, object body, HttpStatusCode status)
    {
        using var response = await _host.Client.PostAsJsonAsync($"/api/v1/admin/catalogue/{decision}", body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, text);
        return JsonElement.Parse(text);
    }
}
