using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.YouTube;

namespace MediaGateway.Tests.Providers;

/// <summary>Questions as the YouTube Data API wants them, and what its answers are mapped to.</summary>
public sealed class YouTubeProtocolTests
{
    private const string Video = "aB3-_9xYz01";

    private static readonly YouTubeProtocol Protocol = new();
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "night train", Region = "DE" };
    private static readonly SourceQuery Details = new() { Operation = SourceOperation.Details, ContentId = "youtube:" + Video, Region = "DE" };
    private static readonly SourceQuery Availability = Details with { Operation = SourceOperation.Availability };
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "DE" };

    [Fact]
    public void A_search_asks_for_fifty_videos_that_the_country_can_see()
    {
        Assert.Equal(
            "search?part=snippet&type=video&q=night%20train&maxResults=50&relevanceLanguage=en&safeSearch=moderate&regionCode=DE&key=secret",
            Protocol.AddressFor(Search));
        Assert.Equal("https://www.googleapis.com/youtube/v3/", Protocol.Address.AbsoluteUri);
    }

    [Fact]
    public void Other_questions_cost_one_unit_each()
    {
        Assert.Equal("videos?part=snippet%2CcontentDetails%2Cstatistics&id=aB3-_9xYz01&key=secret", Protocol.AddressFor(Details));
        Assert.Equal("videos?part=snippet%2CcontentDetails&id=aB3-_9xYz01&key=secret", Protocol.AddressFor(Availability));
        Assert.Equal("videoCategories?part=snippet&id=10&key=secret", Protocol.AddressFor(Health));
    }

    [Fact]
    public void What_is_searched_for_stays_inside_its_parameter() =>
        Assert.Contains("&q=a%26key%3Dmine%23%3F%20%C3%BC%2B&", Protocol.AddressFor(Search with { Text = "a&key=mine#? ü+" }), StringComparison.Ordinal);

    [Fact]
    public void Only_what_the_api_has_can_be_asked()
    {
        Assert.All([Search, Details, Availability, Health, Search with { Platform = "youtube" }], query => Assert.True(Protocol.CanAnswer(query)));
        Assert.All(
            [
                Search with { Platform = "netflix" }, Search with { Text = null },
                Details with { ContentId = "imdb:tt0133093" }, Details with { ContentId = "youtube:short" }, Details with { ContentId = "youtube:aB3-_9xYz01,other" }, Details with { ContentId = null },
                Search with { Operation = SourceOperation.Catalogue }, Search with { Operation = SourceOperation.Expiring },
            ],
            query => Assert.False(Protocol.CanAnswer(query)));
    }

    [Fact]
    public void A_search_gives_videos_with_their_text_as_people_read_it()
    {
        var reply = Protocol.Answered(Search, """
            {"items": [
              {"id": {"kind": "youtube#video", "videoId": "aB3-_9xYz01"}, "snippet": {"publishedAt": "2024-05-06T07:08:09Z", "title": "Mum &amp; Dad&#39;s train", "description": "A &quot;ride&quot;",
                "channelTitle": "Rail &amp; Co", "liveBroadcastContent": "none", "thumbnails": {"default": {"url": "https://i.example/d.jpg"}, "high": {"url": "https://i.example/h.jpg"}}}},
              {"id": {"kind": "youtube#channel", "channelId": "UC1"}, "snippet": {"title": "A channel"}},
              null]}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("youtube", Video, "Mum & Dad's train", ContentType.Video), (title.Source, title.SourceId, title.Title, title.Type!.Value));
        Assert.Equal(("A \"ride\"", "Rail & Co", 2024, new DateOnly(2024, 5, 6)), (title.Overview, title.Artist, title.Year!.Value, title.ReleaseDate!.Value));
        Assert.Equal(new ContentImages(null, "https://i.example/h.jpg"), title.Images);
        Assert.Equal("https://www.youtube.com/watch?v=aB3-_9xYz01", Assert.Single(title.Availability).DeepLink);
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public void Details_give_length_tags_category_and_a_free_offer()
    {
        var title = Assert.Single(Protocol.Answered(Details, Whole("""{"duration": "PT1H2M31S", "definition": "hd"}""")).Titles);
        Assert.Equal((Video, "R&amp;B", 63), (title.SourceId, title.Title, title.RuntimeMinutes!.Value));
        Assert.Equal(["blues", "train"], title.Keywords);
        Assert.Equal(["Music"], title.Genres);
        Assert.Equal("https://i.example/m.jpg", title.Images.Backdrop);
        var offer = Assert.Single(title.Availability);
        Assert.Equal(("youtube", "DE", OfferKind.Free, "hd", "youtube"), (offer.Platform, offer.Region, offer.Kind, offer.Quality, offer.Source));
        Assert.Equal(CannedReply.At, offer.AsOf);
    }

    [Theory]
    [InlineData("PT20S", 1)]
    [InlineData("PT2M30S", 3)]
    [InlineData("P1DT2H", 1560)]
    [InlineData("P1W2DT3M", 12963)]
    [InlineData("P0D", null)]
    [InlineData("PT0S", null)]
    [InlineData("P999999999W", null)]
    public void Lengths_become_minutes(string duration, int? minutes)
    {
        var reply = Protocol.Answered(Details, Whole($$"""{"duration": "{{duration}}"}"""));
        Assert.Equal(minutes, Assert.Single(reply.Titles).RuntimeMinutes);
        Assert.Empty(reply.Unmapped);
    }

    [Theory]
    [InlineData("""{"allowed": ["AT", "DE"]}""", true)]
    [InlineData("""{"allowed": ["AT"]}""", false)]
    [InlineData("""{"allowed": []}""", false)]
    [InlineData("""{"blocked": ["DE"]}""", false)]
    [InlineData("""{"blocked": ["AT"]}""", true)]
    [InlineData("""{"blocked": []}""", true)]
    [InlineData("{}", true)]
    [InlineData("null", true)]
    public void A_video_that_the_country_may_not_see_has_no_offer_there(string restriction, bool isSeen)
    {
        var payload = Whole($$"""{"regionRestriction": {{restriction}}}""");
        Assert.Equal(isSeen, Assert.Single(Protocol.Answered(Details, payload).Titles).Availability.Count == 1);
        Assert.Equal(isSeen, Protocol.Answered(Availability, payload).Offers.Count == 1);
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("live", true)]
    [InlineData("completed", true)]
    [InlineData("upcoming", false)]
    public void A_broadcast_is_on_offer_once_it_has_begun(string live, bool isThere)
    {
        var reply = Protocol.Answered(Details, Whole("""{"duration": "P0D"}""", live));
        Assert.Equal(isThere, Assert.Single(reply.Titles).Availability.Count == 1);
    }

    [Fact]
    public void What_is_of_another_kind_than_expected_is_noted_and_breaks_nothing()
    {
        var reply = Protocol.Answered(Details, """
            {"items": [
              {"id": "aB3-_9xYz01", "new": {}, "snippet": {"title": "Still here", "tags": "one", "categoryId": 99, "publishedAt": "soon", "thumbnails": [], "description": null, "channelTitle": {}},
               "contentDetails": {"duration": "long", "definition": "8k", "regionRestriction": "none"}},
              {"id": "no video", "snippet": {"title": "Elsewhere"}},
              {"id": "aB3-_9xYz02", "snippet": {"title": ""}},
              7]}
            """);
        Assert.Equal("Still here", Assert.Single(reply.Titles).Title);
        Assert.Equal(
            ["$.items[]", "$.items[].contentDetails.definition", "$.items[].contentDetails.duration", "$.items[].contentDetails.regionRestriction", "$.items[].id",
                "$.items[].snippet.categoryId", "$.items[].snippet.channelTitle", "$.items[].snippet.publishedAt", "$.items[].snippet.tags", "$.items[].snippet.thumbnails"],
            reply.Unmapped.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_video_that_is_gone_is_missing_from_the_list()
    {
        Assert.Equal(SourceOutcome.NotFound, Protocol.Answered(Details, """{"items": []}""").Outcome);
        Assert.Equal(SourceOutcome.NotFound, Protocol.Answered(Availability, """{"items": []}""").Outcome);
        Assert.Equal(SourceOutcome.Answered, Protocol.Answered(Search, """{"items": []}""").Outcome);
        Assert.Equal(SourceOutcome.Answered, Protocol.Answered(Health, """{"items": []}""").Outcome);
        Assert.Equal(1, Protocol.Answered(Details, """{"items": "none"}""").Unmapped["$.items"]);
    }

    [Theory]
    [InlineData(403, """{"error": {"code": 403, "errors": [{"domain": "youtube.quota", "reason": "quotaExceeded"}]}}""", SourceOutcome.QuotaExhausted)]
    [InlineData(403, """{"error": {"errors": [{"reason": "dailyLimitExceeded"}]}}""", SourceOutcome.QuotaExhausted)]
    [InlineData(429, """{"error": {"errors": [{"reason": "rateLimitExceeded"}], "details": [{"reason": "RATE_LIMIT_EXCEEDED", "metadata": {"quota_limit": "defaultPerDayPerProject"}}]}}""", SourceOutcome.QuotaExhausted)]
    [InlineData(429, """{"error": {"details": [{"reason": "RATE_LIMIT_EXCEEDED", "metadata": {"quota_limit": "defaultPerMinutePerProject"}}]}}""", SourceOutcome.Throttled)]
    [InlineData(403, """{"error": {"errors": [{"reason": "rateLimitExceeded"}]}}""", SourceOutcome.Throttled)]
    [InlineData(403, """{"error": {"errors": [{"reason": "userRateLimitExceeded"}]}}""", SourceOutcome.Throttled)]
    [InlineData(400, """{"error": {"errors": [{"reason": "badRequest"}], "details": [{"reason": "API_KEY_INVALID"}]}}""", SourceOutcome.Unauthorized)]
    [InlineData(403, """{"error": {"errors": [{"reason": "accessNotConfigured"}]}}""", SourceOutcome.Refused)]
    [InlineData(400, """{"error": {"errors": [{"reason": "invalidRegionCode"}]}}""", SourceOutcome.Refused)]
    [InlineData(403, "<html>", SourceOutcome.Refused)]
    [InlineData(403, "", SourceOutcome.Refused)]
    [InlineData(403, """{"error": "forbidden"}""", SourceOutcome.Refused)]
    [InlineData(401, """{"error": {"errors": [{"reason": "authError"}]}}""", SourceOutcome.Unauthorized)]
    [InlineData(404, """{"error": {"errors": [{"reason": "videoNotFound"}]}}""", SourceOutcome.NotFound)]
    [InlineData(503, """{"error": {"errors": [{"reason": "backendError"}]}}""", SourceOutcome.Failed)]
    [InlineData(200, "<html>", SourceOutcome.Malformed)]
    public async Task Refusals_are_told_apart_by_their_reason(int status, string body, SourceOutcome outcome)
    {
        var reply = await Protocol.SentAsync(Details, status, body);
        Assert.Equal(outcome, reply.Outcome);
        Assert.DoesNotContain("secret", reply.Fault, StringComparison.Ordinal);
    }

    private static string Whole(string contentDetails, string live = "none") => $$"""
        {"items": [{"id": "{{Video}}", "snippet": {"title": "R&amp;B", "tags": ["blues", "train", "blues"], "categoryId": "10", "liveBroadcastContent": "{{live}}",
          "thumbnails": {"high": {"url": "https://i.example/h.jpg"}, "maxres": {"url": "https://i.example/m.jpg"} } }, "contentDetails": {{contentDetails}}, "statistics": {"viewCount": "17"} }]}
        """;
}
