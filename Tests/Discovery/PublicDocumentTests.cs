using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.ApiFrontend.Json;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Tests.Discovery;

public sealed class PublicDocumentTests
{
    private static readonly Content Bare = new() { ContentId = "mg:1", Type = ContentType.Movie, Title = "<Bare> & \"quoted\" 東京", UpdatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)) };

    private static readonly Content Full = Bare with
    {
        ContentId = "imdb:tt0133093",
        OriginalTitle = "Amélie",
        Year = 1999,
        ReleaseDate = new DateOnly(1999, 3, 31),
        Overview = "Line\nbreak",
        Keywords = ["a", "b"],
        Genres = ["Action"],
        Cast = ["Keanu Reeves"],
        Directors = ["Lana Wachowski"],
        RuntimeMinutes = 136,
        Rating = 4.3m,
        Ratings = [new SourceRating("imdb", 8.7m, 10, 2_000_000)],
        ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt0133093", ["tmdb"] = "603" },
        Availability = [new Offer { Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Source = "x", AsOf = DateTimeOffset.UnixEpoch.AddMilliseconds(1) }],
        Provenance = new Dictionary<string, string> { ["title"] = "x" },
    };

    [Fact]
    public void It_is_what_the_front_end_would_write()
    {
        foreach (var content in new[] { Bare, Full })
        {
            var expected = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(content, GatewayJson.Options));
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(PublicDocument.Write(content))), Encoding.UTF8.GetString(PublicDocument.Write(content)));
        }
    }

    [Fact]
    public void What_a_title_is_made_of_is_shown_by_neither()
    {
        var stored = Full with { Origin = TitleOrigin.Of(Full) };
        Assert.Contains("statements", Encoding.UTF8.GetString(ContentDocument.Write(stored)), StringComparison.Ordinal);
        Assert.Equal(PublicDocument.Write(Full), PublicDocument.Write(stored));
        Assert.Equal(JsonSerializer.Serialize(Full, GatewayJson.Options), JsonSerializer.Serialize(stored, GatewayJson.Options));
    }

    [Fact]
    public void A_result_is_the_content_object_with_three_members_more()
    {
        var result = new SearchResult(PublicDocument.Write(Full), "netflix", 0.9876, true);
        var written = JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(result, GatewayJson.Options))!.AsObject();
        Assert.Equal("netflix", (string?)written["platform"]);
        Assert.Equal(0.9876, (double?)written["relevance_score"]);
        Assert.True((bool?)written["available"]);
        foreach (var member in new[] { "platform", "relevance_score", "available" }) written.Remove(member);
        Assert.True(JsonNode.DeepEquals(written, JsonNode.Parse(PublicDocument.Write(Full))));
    }

    [Fact]
    public void The_facts_for_lists_are_read_back()
    {
        Assert.Equal(new TitleFacts("imdb:tt0133093", Full.Title, ContentType.Movie, 1999, 136), TitleFacts.Read(PublicDocument.Write(Full)));
        Assert.Equal(new TitleFacts("mg:1", Bare.Title, ContentType.Movie, null, null), TitleFacts.Read(PublicDocument.Write(Bare)));
    }
}
