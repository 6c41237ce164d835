using System.Net;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.StreamingAvailability;

namespace MediaGateway.Tests.Providers;

public sealed class StreamingAvailabilityProtocolTests
{
    private static readonly SourceQuery Details = new() { Operation = SourceOperation.Details, ContentId = "imdb:tt4574334", Region = "US" };
    private static readonly SourceQuery Availability = Details with { Operation = SourceOperation.Availability };
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "things", Region = "US" };
    private static readonly SourceQuery Catalogue = new() { Operation = SourceOperation.Catalogue, Platform = "netflix", Region = "US" };

    [Fact]
    public async Task Every_field_of_a_series_is_mapped()
    {
        var reply = await ReadAsync(Details, """
            {"itemType": "show", "showType": "series", "id": "66", "imdbId": "tt4574334", "tmdbId": "tv/66732", "title": "Odd Things",
             "overview": "A boy is gone.", "firstAirYear": 2016, "lastAirYear": 2025, "originalTitle": "Odd Things!",
             "genres": [{"id": "drama", "name": "Drama"}, {"id": "scifi", "name": "Science Fiction"}],
             "creators": ["A. Maker"], "cast": ["Ann", "Bob"], "rating": 86, "seasonCount": 5, "episodeCount": 42,
             "imageSet": {"verticalPoster": {"w240": "https://p.example/240", "w480": "https://p.example/480"}, "horizontalPoster": {"w1440": "https://h.example/1440"}},
             "streamingOptions": {"us": [{"service": {"id": "netflix", "name": "Netflix", "homePage": "https://www.netflix.com/"}, "type": "subscription",
               "link": "https://www.netflix.com/title/80057281/", "videoLink": "https://www.netflix.com/watch/80057281", "quality": "uhd",
               "audios": [{"language": "eng"}], "subtitles": [], "expiresSoon": false, "expiresOn": 1798761600, "availableSince": 1686172800}]}}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("streaming_availability", "66", "Odd Things", ContentType.Series), (title.Source, title.SourceId, title.Title, title.Type));
        Assert.Equal(("Odd Things!", 2016, "A boy is gone.", 5), (title.OriginalTitle, title.Year, title.Overview, title.Seasons));
        Assert.Equal(["Drama", "Science Fiction"], title.Genres);
        Assert.Equal(["Ann", "Bob"], title.Cast);
        Assert.Equal(["A. Maker"], title.Directors);
        Assert.Equal(4.3m, title.Rating);
        Assert.Equal([new SourceRating("streaming_availability", 86, 100, null)], title.Ratings);
        Assert.Equal(new ContentImages("https://p.example/480", "https://h.example/1440"), title.Images);
        Assert.Equal("imdb=tt4574334,netflix=80057281,tmdb=tv:66732", Ids(title.ExternalIds));
        Assert.Equal(
            new Offer
            {
                Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Quality = "4k", DeepLink = "https://www.netflix.com/title/80057281/",
                AvailableFrom = DateTimeOffset.FromUnixTimeSeconds(1686172800), LeavesAt = DateTimeOffset.FromUnixTimeSeconds(1798761600),
                Source = "streaming_availability", AsOf = SourceCall.At,
            },
            Assert.Single(title.Availability));
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public async Task A_film_has_its_year_its_running_time_and_its_directors()
    {
        var reply = await ReadAsync(Details, """
            {"showType": "movie", "id": "1", "tmdbId": "movie/603", "title": "Film", "originalTitle": "Film", "releaseYear": 1999, "runtime": 136,
             "directors": ["D"], "rating": 0, "streamingOptions": {}}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal((ContentType.Movie, 1999, 136), (title.Type, title.Year, title.RuntimeMinutes));
        Assert.Equal("tmdb=movie:603", Ids(title.ExternalIds));
        Assert.Equal(["D"], title.Directors);
        Assert.Null(title.OriginalTitle);
        Assert.Null(title.Rating);
        Assert.Empty(title.Ratings);
        Assert.Empty(title.Availability);
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public async Task Prices_are_text_and_belong_to_what_is_rented_or_bought()
    {
        var reply = await ReadAsync(Availability, """
            {"title": "Film", "streamingOptions": {"us": [
              {"service": {"id": "apple"}, "type": "rent", "link": "https://tv.apple.com/us/movie/film/umc.cmc.abcdefghij", "quality": "hd", "price": {"amount": "3.99", "currency": "usd", "formatted": "3.99 USD"}},
              {"service": {"id": "apple"}, "type": "rent", "link": "https://tv.apple.com/us/movie/film/umc.cmc.abcdefghij", "quality": "uhd", "price": {"amount": "3.99", "currency": "usd"}},
              {"service": {"id": "prime"}, "type": "buy", "link": "https://www.amazon.com/gp/video/detail/B00FZPGTD8", "quality": "qhd", "price": {"amount": 14.5, "currency": "dollars"}},
              {"service": {"id": "peacock"}, "type": "free", "link": "https://www.peacocktv.com/watch/1", "quality": "sd", "price": {"amount": "1.00", "currency": "USD"}},
              {"service": {"id": "prime"}, "type": "subscription", "link": "https://www.amazon.com/gp/video/detail/B00FZPGTD8", "quality": "8k"}]}}
            """);
        Assert.Equal(
            ["apple_tv Rent 3.99 USD 4k", "prime_video Buy 14.5  hd", "peacock Free   sd", "prime_video Subscription   "],
            reply.Offers.Select(offer => FormattableString.Invariant($"{offer.Platform} {offer.Kind} {offer.Price} {offer.Currency} {offer.Quality}")));
        Assert.Empty(reply.Titles);
        Assert.Equal(["$.streamingOptions.*[].price.currency", "$.streamingOptions.*[].quality"], reply.Unmapped.Keys.Order());
    }

    [Fact]
    public async Task A_channel_within_another_service_is_an_offer_of_the_channel()
    {
        var reply = await ReadAsync(Details, """
            {"title": "Film", "streamingOptions": {"us": [
              {"service": {"id": "prime"}, "type": "addon", "addon": {"id": "hbomaxus", "name": "HBO Max"}, "link": "https://www.amazon.com/gp/video/detail/B00FZPGTD8"},
              {"service": {"id": "prime"}, "type": "addon", "addon": {"id": "knitting", "name": "The Knitting Channel"}, "link": "https://www.amazon.com/gp/video/detail/B00FZPGTD8"}]}}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal("hbo_max", Assert.Single(title.Availability).Platform);
        Assert.Equal("prime_video=B00FZPGTD8", Ids(title.ExternalIds));
        Assert.Equal(1, reply.Unmapped["$.streamingOptions.*[].addon"]);
    }

    [Fact]
    public async Task Offers_of_one_platform_are_given_where_only_it_was_asked_about()
    {
        const string Body = """
            {"title": "Film", "streamingOptions": {"us": [{"service": {"id": "hulu"}, "type": "subscription"}, {"service": {"id": "disney"}, "type": "subscription"}]}}
            """;
        Assert.Equal(["hulu", "disney_plus"], (await ReadAsync(Availability, Body)).Offers.Select(offer => offer.Platform));
        Assert.Equal(["hulu"], (await ReadAsync(Availability with { Platform = "hulu" }, Body)).Offers.Select(offer => offer.Platform));
    }

    [Fact]
    public async Task A_search_is_a_bare_list_of_which_the_titles_on_the_platform_stay()
    {
        const string Body = """
            [{"showType": "movie", "id": "1", "title": "One", "streamingOptions": {"us": [{"service": {"id": "netflix"}, "type": "subscription"}]}},
             {"showType": "movie", "id": "2", "title": "Two", "streamingOptions": {}},
             {"itemType": "season", "title": "Season 1"}, {"showType": "movie", "id": "3"}, null]
            """;
        Assert.Equal(["One", "Two"], (await ReadAsync(Search, Body)).Titles.Select(title => title.Title));
        Assert.Equal(["One"], (await ReadAsync(Search with { Platform = "netflix" }, Body)).Titles.Select(title => title.Title));
    }

    [Fact]
    public async Task A_page_of_a_catalogue_has_a_cursor_only_where_there_is_more()
    {
        var reply = await ReadAsync(Catalogue, """{"shows": [{"title": "One"}], "hasMore": true, "nextCursor": "66:100% Wolf"}""");
        Assert.Equal("66:100% Wolf", reply.NextCursor);
        Assert.Single(reply.Titles);
        Assert.Null((await ReadAsync(Catalogue, """{"shows": [], "hasMore": false, "nextCursor": "66:x"}""")).NextCursor);
        Assert.Null((await ReadAsync(Catalogue, "{}")).NextCursor);
    }

    [Fact]
    public async Task What_is_missing_null_new_or_of_another_kind_breaks_nothing_and_is_noted()
    {
        var reply = await ReadAsync(Details, """
            {"showType": "opera", "id": 7, "title": "Film", "overview": null, "genres": "Drama", "cast": [1, {"name": "x"}], "rating": "high", "runtime": [],
             "imageSet": "none", "imdbId": "nm0000206", "tmdbId": {}, "somethingNew": {"a": 1},
             "streamingOptions": {"us": [{"service": {"id": "vhs", "name": "VHS"}, "type": "subscription"}, {"service": {"id": "hulu"}, "type": "stolen"}, 5,
               {"service": {"id": "hulu"}, "type": "subscription", "link": "not a link", "expiresOn": "soon", "availableSince": 0}], "atlantis": [], "de": "none"}}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("Film", "7", (ContentType?)null), (title.Title, title.SourceId, title.Type));
        Assert.Empty(title.ExternalIds);
        var offer = Assert.Single(title.Availability);
        Assert.Equal(("hulu", null, null, null), (offer.Platform, offer.DeepLink, offer.LeavesAt, offer.AvailableFrom));
        foreach (var path in new[] { "showType", "genres", "cast[]", "rating", "runtime", "imageSet", "tmdbId", "streamingOptions.*[].service.id", "streamingOptions.*[].type", "streamingOptions.*[].link", "streamingOptions.*[].expiresOn", "streamingOptions.*" })
        {
            Assert.True(reply.Unmapped.ContainsKey("$." + path), path);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, """{"message": "Not Found"}""", SourceOutcome.NotFound)]
    [InlineData(HttpStatusCode.BadRequest, """{"message": "country is required"}""", SourceOutcome.Refused)]
    [InlineData(HttpStatusCode.Unauthorized, """{"message": "Invalid API key."}""", SourceOutcome.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden, """{"message": "You are not subscribed to this API."}""", SourceOutcome.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden, "<html>", SourceOutcome.Refused)]
    [InlineData(HttpStatusCode.TooManyRequests, """{"message": "You have exceeded the DAILY quota for Requests on your current plan"}""", SourceOutcome.QuotaExhausted)]
    [InlineData(HttpStatusCode.TooManyRequests, """{"message": "You have exceeded the rate limit per second for your plan"}""", SourceOutcome.Throttled)]
    [InlineData(HttpStatusCode.TooManyRequests, "", SourceOutcome.Throttled)]
    [InlineData(HttpStatusCode.BadGateway, "", SourceOutcome.Failed)]
    [InlineData(HttpStatusCode.OK, "<html>", SourceOutcome.Malformed)]
    public async Task Refusals_end_as_what_they_are(HttpStatusCode status, string body, SourceOutcome outcome) =>
        Assert.Equal(outcome, (await SourceCall.ReadAsync(new StreamingAvailabilityProtocol(), Search, body, status)).Outcome);

    private static string Ids(IReadOnlyDictionary<string, string> ids) =>
        string.Join(',', ids.OrderBy(id => id.Key, StringComparer.Ordinal).Select(id => $"{id.Key}={id.Value}"));

    private static async Task<SourceReply> ReadAsync(SourceQuery query, string body)
    {
        var reply = await SourceCall.ReadAsync(new StreamingAvailabilityProtocol(), query, body);
        Assert.Equal(SourceOutcome.Answered, reply.Outcome);
        return reply;
    }
}
