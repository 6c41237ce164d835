using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.StreamingAvailability;

namespace MediaGateway.Tests.Providers;

/// <summary>The lists of changes, and the shapes of the versions before.</summary>
public sealed class StreamingAvailabilityShapeTests
{
    private const string Shows = """
        {"5": {"showType": "movie", "id": "5", "title": "Five", "streamingOptions": {"us": [
           {"service": {"id": "netflix"}, "type": "subscription", "link": "https://www.netflix.com/title/5", "quality": "hd"},
           {"service": {"id": "hulu"}, "type": "subscription"}]}},
         "6": {"showType": "series", "id": "6", "title": "Six", "streamingOptions": {}}}
        """;

    private static readonly SourceQuery Expiring = new() { Operation = SourceOperation.Expiring, Platform = "netflix", Region = "US", Days = 7 };
    private static readonly SourceQuery Details = new() { Operation = SourceOperation.Details, ContentId = "imdb:tt4574334", Region = "US" };

    [Fact]
    public async Task What_leaves_is_told_with_the_offer_that_leaves_and_when()
    {
        var reply = await ReadAsync(Expiring, Changes([Change("5", 2), Change("6", 3)], "true"));
        Assert.Equal(["Five", "Six"], reply.Titles.Select(title => title.Title));
        Assert.Equal(
            [("netflix", SourceCall.At.AddDays(2), "hd"), ("hulu", (DateTimeOffset?)null, null)],
            reply.Titles[0].Availability.Select(offer => (offer.Platform, offer.LeavesAt, offer.Quality)));
        var added = Assert.Single(reply.Titles[1].Availability);
        Assert.Equal(("netflix", "US", SourceCall.At.AddDays(3), "https://www.netflix.com/title/6"), (added.Platform, added.Region, added.LeavesAt, added.DeepLink));
        Assert.Equal("9:x", reply.NextCursor);
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public async Task What_leaves_later_than_asked_for_is_left_out_and_ends_the_pages()
    {
        var reply = await ReadAsync(Expiring, Changes([Change("5", 7), Change("6", 8)], "true"));
        Assert.Equal(["Five"], reply.Titles.Select(title => title.Title));
        Assert.Null(reply.NextCursor);
        Assert.Equal(2, (await ReadAsync(Expiring with { Days = null }, Changes([Change("5", 7), Change("6", 30)], "true"))).Titles.Count);
    }

    [Fact]
    public async Task Changes_without_a_time_a_show_or_of_an_episode_are_left_out()
    {
        var reply = await ReadAsync(Expiring, Changes(
            [
                """{"changeType": "expiring", "itemType": "show", "showId": "5", "service": {"id": "netflix"}, "streamingOptionType": "subscription"}""",
                Change("7", 1), Change("5", 1).Replace("\"show\"", "\"episode\"", StringComparison.Ordinal), Change("5", 1).Replace("expiring", "new", StringComparison.Ordinal),
                "null", "{}",
            ],
            "false"));
        Assert.Empty(reply.Titles);
        Assert.Null(reply.NextCursor);
    }

    [Fact]
    public async Task Shows_may_also_be_a_list()
    {
        var reply = await ReadAsync(Expiring, $$"""{"changes": [{{Change("6", 1)}}], "shows": [{"id": "6", "showType": "series", "title": "Six"}, {"id": "6"}, {}], "hasMore": false}""");
        Assert.Equal(["Six"], reply.Titles.Select(title => title.Title));
    }

    [Fact]
    public async Task Version_2_names_offers_by_country_and_service()
    {
        var reply = await ReadAsync(Details, """
            {"result": {"type": "movie", "title": "Film", "year": 1999, "imdbId": "tt0133093", "tmdbId": 603, "imdbRating": 87, "youtubeTrailerVideoLink": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
              "genres": [{"id": 28, "name": "Action"}], "posterURLs": {"original": "https://p.example/o", "500": "https://p.example/500"}, "backdropURLs": {"1280": "https://b.example/1280"},
              "streamingInfo": {"us": {
                "netflix": [{"type": "subscription", "quality": "", "addOn": "", "link": "https://www.netflix.com/title/20557937/", "watchLink": "", "price": null, "leaving": 1798761600, "availableSince": 1659000000}],
                "prime": [{"type": "rent", "quality": "uhd", "addOn": "", "link": "https://www.amazon.com/gp/video/detail/B00FZPGTD8", "price": {"amount": "3.79", "currency": "USD", "formatted": ""}, "leaving": 0},
                          {"type": "subscription", "quality": null, "addOn": "hbomax", "price": "", "leaving": ""},
                          {"type": "buy", "quality": "hd", "addOn": null, "price": ""}],
                "hulu": "", "disney": null, "vhs": [{"type": "buy"}],
                "mubi": {"type": "subscription"}}}}}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal((ContentType.Movie, 1999, 4.4m), (title.Type, title.Year, title.Rating));
        Assert.Equal([new SourceRating("imdb", 87, 100, null)], title.Ratings);
        Assert.Equal(new ContentImages("https://p.example/500", "https://b.example/1280"), title.Images);
        Assert.Equal(["https://www.youtube.com/watch?v=dQw4w9WgXcQ"], title.Trailers);
        Assert.Equal(("tt0133093", "movie:603", "20557937", "B00FZPGTD8"), (title.ExternalIds["imdb"], title.ExternalIds["tmdb"], title.ExternalIds["netflix"], title.ExternalIds["prime_video"]));
        Assert.Equal(
            ["netflix Subscription   1798761600", "prime_video Rent 3.79 4k ", "hbo_max Subscription   ", "prime_video Buy  hd ", "mubi Subscription   "],
            title.Availability.Select(offer => FormattableString.Invariant($"{offer.Platform} {offer.Kind} {offer.Price} {offer.Quality} {offer.LeavesAt?.ToUnixTimeSeconds()}")));
        Assert.Equal(["$.result.streamingInfo.*.*"], reply.Unmapped.Keys);
    }

    [Fact]
    public async Task Version_3_names_offers_by_country_only()
    {
        var reply = await ReadAsync(Details with { Operation = SourceOperation.Availability }, """
            {"result": {"type": "series", "title": "Series", "streamingInfo": {"gb": [
              {"service": "iplayer", "streamingType": "free", "addon": "", "quality": "hd", "link": "https://www.bbc.co.uk/iplayer/episodes/b0074t49", "availableSince": 1659000000}]}}}
            """);
        var offer = Assert.Single(reply.Offers);
        Assert.Equal(("bbc_iplayer", "GB", OfferKind.Free, "hd"), (offer.Platform, offer.Region, offer.Kind, offer.Quality));
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public async Task A_search_of_version_2_is_a_list_of_results()
    {
        var reply = await ReadAsync(new SourceQuery { Operation = SourceOperation.Search, Text = "x", Region = "US" }, """{"result": [{"type": "series", "title": "One"}, {"type": "movie", "title": "Two"}]}""");
        Assert.Equal(["One", "Two"], reply.Titles.Select(title => title.Title));
    }

    private static string Change(string show, int days) => $$"""
        {"changeType": "expiring", "itemType": "show", "showId": "{{show}}", "showType": "movie", "service": {"id": "netflix", "name": "Netflix"}, "streamingOptionType": "subscription",
         "timestamp": {{SourceCall.At.AddDays(days).ToUnixTimeSeconds()}}, "link": "https://www.netflix.com/title/{{show}}"}
        """;

    private static string Changes(string[] changes, string hasMore) =>
        $$"""{"changes": [{{string.Join(',', changes)}}], "shows": {{Shows}}, "hasMore": {{hasMore}}, "nextCursor": "9:x"}""";

    private static async Task<SourceReply> ReadAsync(SourceQuery query, string body)
    {
        var reply = await SourceCall.ReadAsync(new StreamingAvailabilityProtocol(), query, body);
        Assert.Equal(SourceOutcome.Answered, reply.Outcome);
        return reply;
    }
}
