using System.Net;
using System.Text;
using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd.Description;

/// <summary>The part that decides which titles are one.</summary>
public sealed partial class ConformanceTests
{
    private static async Task ReviewAsync(HttpClient client, string word)
    {
        foreach (var source in (string[])["conformance", "conformity"])
        {
            using var lines = new StringContent($$"""{"title":"{{word}} doubtful","id":"{{word}}-{{source}}","type":"movie","year":1999}""", Encoding.UTF8, "application/x-ndjson");
            await client.PostAsync($"/api/v1/admin/catalogue/import?source={source}", lines).ReadAsync();
        }

        // The pair is found once the catalogue has been left alone for a while.
        JsonElement reviews;
        var waited = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "The pair was not found.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            reviews = await client.GetAsync("/api/v1/admin/catalogue/reviews?limit=100").ReadAsync();
        }
        while (reviews.GetProperty("total").GetInt64() == 0);

        var review = reviews.Items("reviews").First().GetProperty("review_id").GetInt64();
        await client.PostAsync($"/api/v1/admin/catalogue/reviews/{review}", new { decision = "different" }).ReadAsync();
        await client.PostAsync($"/api/v1/admin/catalogue/reviews/{review}", new { decision = "merge" }).ReadAsync(HttpStatusCode.Conflict);
        await client.PostAsync("/api/v1/admin/catalogue/reviews/9007199254740991", new { decision = "merge" }).ReadAsync(HttpStatusCode.NotFound);
        await client.PostAsync($"/api/v1/admin/catalogue/reviews/{review}", new { }).ReadAsync(HttpStatusCode.BadRequest);
    }

    private static async Task DecideAsync(HttpClient client, string word)
    {
        using var lines = new StringContent($$"""{"title":"{{word}}","id":"{{word}}-2"}""", Encoding.UTF8, "application/x-ndjson");
        await client.PostAsync("/api/v1/admin/catalogue/import?source=conformance", lines).ReadAsync();
        var merged = await client.PostAsync("/api/v1/admin/catalogue/merge", new { content_id = $"conformance:{word}", other_id = $"conformance:{word}-2" }).ReadAsync();
        var (kept, absorbed) = (merged.Text("content_id"), merged.Text("absorbed_id"));
        await client.PostAsync("/api/v1/admin/catalogue/split", new { content_id = kept, absorbed_id = absorbed }).ReadAsync();
        await client.PostAsync("/api/v1/admin/catalogue/split", new { content_id = kept, absorbed_id = absorbed }).ReadAsync(HttpStatusCode.NotFound);
        await client.PostAsync("/api/v1/admin/catalogue/merge", new { content_id = kept, other_id = "imdb:tt99999999" }).ReadAsync(HttpStatusCode.NotFound);
        await client.PostAsync("/api/v1/admin/catalogue/merge", new { content_id = kept, other_id = "nonsense" }).ReadAsync(HttpStatusCode.BadRequest);
    }
}
