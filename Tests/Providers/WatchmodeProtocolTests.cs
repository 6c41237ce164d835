using System.Net;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Watchmode;

namespace MediaGateway.Tests.Providers;

public sealed class WatchmodeProtocolTests
{
    private static readonly SourceQuery Details = new() { Operation = SourceOperation.Details, ContentId = "imdb:tt0903747", Region = "US" };
    private static readonly SourceQuery Availability = Details with { Operation = SourceOperation.Availability };
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "odd", Region = "US" };
    private static readonly SourceQuery Catalogue = new() { Operation = SourceOperation.Catalogue, Platform = "netflix", Region = "US" };

    [Fact]
    public async Task Every_field_of_a_title_is_mapped()
    {
        var reply = await ReadAsync(Details, """
            {"id": 345534, "title": "Odd Things", "original_title": "Odd Things!", "plot_overview": "A boy is gone.", "type": "tv_series", "runtime_minutes": 51,
             "year": 2016, "end_year": 2025, "release_date": "2016-07-15", "imdb_id": "tt4574334", "tmdb_id": 66732, "tmdb_type": "tv",
             "genres": [7], "genre_names": ["Drama"], "user_rating": 8.6, "critic_score": 79, "us_rating": "TV-14",
             "poster": "https://p.example/185.jpg", "posterLarge": "https://p.example/780.jpg", "backdrop": "https://b.example/780.jpg",
             "trailer": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "similar_titles": [1], "networks": [], "network_names": [],
             "sources": [{"source_id": 203, "name": "Netflix", "type": "sub", "region": "US", "web_url": "https://www.netflix.com/title/80057281",
               "ios_url": "Deeplinks available for paid plans only.", "android_url": "Deeplinks available for paid plans only.", "format": "4K", "price": null, "seasons": 5, "episodes": 42}]}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("watchmode", "345534", "Odd Things", ContentType.Series), (title.Source, title.SourceId, title.Title, title.Type));
        Assert.Equal(("Odd Things!", 2016, new DateOnly(2016, 7, 15), 51), (title.OriginalTitle, title.Year, title.ReleaseDate, title.RuntimeMinutes));
        Assert.Equal("A boy is gone.", title.Overview);
        Assert.Equal(["Drama"], title.Genres);
        Assert.Equal(4.3m, title.Rating);
        Assert.Equal([new SourceRating("watchmode", 8.6m, 10, null), new SourceRating("watchmode_critics", 79, 100, null)], title.Ratings);
        Assert.Equal(new ContentImages("https://p.example/780.jpg", "https://b.example/780.jpg"), title.Images);
        Assert.Equal(["https://www.youtube.com/watch?v=dQw4w9WgXcQ"], title.Trailers);
        Assert.Equal(("tt4574334", "tv:66732", "80057281", 3), (title.ExternalIds["imdb"], title.ExternalIds["tmdb"], title.ExternalIds["netflix"], title.ExternalIds.Count));
        Assert.Equal(
            new Offer
            {
                Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Quality = "4k", DeepLink = "https://www.netflix.com/title/80057281",
                Source = "watchmode", AsOf = SourceCall.At,
            },
            Assert.Single(title.Availability));
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public async Task A_title_of_which_everything_but_the_number_and_the_name_is_null_is_a_title()
    {
        var reply = await ReadAsync(Details, """
            {"id": 1, "title": "Film", "original_title": null, "plot_overview": null, "type": null, "runtime_minutes": 0, "year": null, "release_date": null, "imdb_id": null, "tmdb_id": null,
             "tmdb_type": null, "genre_names": null, "user_rating": 0, "critic_score": null, "poster": null, "backdrop": null, "trailer": null, "sources": null}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("Film", (int?)null, (int?)null, (decimal?)null), (title.Title, title.Year, title.RuntimeMinutes, title.Rating));
        Assert.Empty(title.ExternalIds);
        Assert.Empty(reply.Unmapped);
        Assert.Empty((await ReadAsync(Details, """{"id": 1, "title": null}""")).Titles);
    }

    [Fact]
    public async Task Rows_of_one_source_are_one_offer_for_each_price_with_the_best_picture()
    {
        var reply = await ReadAsync(Availability, """
            [{"source_id": 203, "name": "Netflix", "type": "sub", "region": "US", "web_url": null, "format": "SD", "price": null},
             {"source_id": 203, "name": "Netflix", "type": "sub", "region": "US", "web_url": "https://www.netflix.com/title/1", "format": "HD", "price": null},
             {"source_id": 203, "name": "Netflix", "type": "sub", "region": "US", "web_url": null, "format": "4K", "price": null},
             {"source_id": 203, "name": "Netflix", "type": "sub", "region": "CA", "web_url": null, "format": "HD", "price": null},
             {"source_id": 349, "name": "iTunes", "type": "rent", "region": "US", "web_url": "https://itunes.apple.com/1", "format": "HD", "price": 3.99},
             {"source_id": 349, "name": "AppleTV", "type": "rent", "region": "US", "web_url": "https://itunes.apple.com/1", "format": "4K", "price": 5.99},
             {"source_id": 349, "name": "AppleTV", "type": "buy", "region": "US", "web_url": "https://itunes.apple.com/1", "format": "SD", "price": 5.99}]
            """);
        Assert.Equal(
            ["netflix US Subscription  4k https://www.netflix.com/title/1", "netflix CA Subscription  hd ", "apple_tv US Rent 3.99 hd https://itunes.apple.com/1", "apple_tv US Rent 5.99 4k https://itunes.apple.com/1", "apple_tv US Buy 5.99 sd https://itunes.apple.com/1"],
            reply.Offers.Select(offer => FormattableString.Invariant($"{offer.Platform} {offer.Region} {offer.Kind} {offer.Price} {offer.Quality} {offer.DeepLink}")));
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public async Task The_number_of_a_source_outlives_its_names_and_a_name_helps_where_the_number_is_new()
    {
        var reply = await ReadAsync(Availability, """
            [{"source_id": 387, "name": "Something Max", "type": "sub"}, {"source_id": 99999, "name": "Tubi TV", "type": "free"},
             {"source_id": 99998, "name": "VHS", "type": "sub"}, {"source_id": null, "name": null, "type": "sub"}, {"source_id": 157, "name": "Hulu", "type": "tve"}]
            """);
        Assert.Equal([("hbo_max", "US"), ("tubi", "US")], reply.Offers.Select(offer => (offer.Platform, offer.Region)));
        Assert.Equal(["$[].name"], reply.Unmapped.Keys);
        Assert.Equal(["tubi"], (await ReadAsync(Availability with { Platform = "tubi" }, """[{"name": "Tubi", "type": "free"}, {"name": "Hulu", "type": "sub"}]""")).Offers.Select(offer => offer.Platform));
    }

    [Fact]
    public async Task A_sentence_in_the_place_of_an_address_is_no_link()
    {
        var reply = await ReadAsync(Availability, """[{"name": "Hulu", "type": "sub", "web_url": "Deeplinks available for paid plans only."}]""");
        Assert.Null(Assert.Single(reply.Offers).DeepLink);
        Assert.Equal(1, reply.Unmapped["$[].web_url"]);
    }

    [Fact]
    public async Task Both_searches_are_read_and_people_are_left_out()
    {
        var completed = await ReadAsync(Search, """
            {"results": [{"name": "Odd Film", "relevance": 445.2, "type": "movie", "id": 5, "year": 1999, "result_type": "title", "tmdb_id": 603, "tmdb_type": "movie", "imdb_id": "tt0133093", "image_url": "https://p.example/5.jpg"},
              {"name": "Odd Person", "type": "person", "id": 6, "result_type": "person"}, {"name": "Odd Series", "type": "tv_miniseries", "id": 7, "year": null}, {"id": 8}, {"name": "Odd Special", "type": "tv_special", "tmdb_type": "tv", "id": 9}]}
            """);
        Assert.Equal(
            [("5", "Odd Film", ContentType.Movie, 1999), ("7", "Odd Series", ContentType.Series, null), ("9", "Odd Special", ContentType.Series, (int?)null)],
            completed.Titles.Select(title => (title.SourceId!, title.Title, title.Type!.Value, title.Year)));
        Assert.Equal(("tt0133093", "movie:603", "https://p.example/5.jpg"), (completed.Titles[0].ExternalIds["imdb"], completed.Titles[0].ExternalIds["tmdb"], completed.Titles[0].Images.Poster));
        Assert.Empty(completed.Unmapped);

        var searched = await ReadAsync(Search, """{"title_results": [{"resultType": "title", "id": 5, "name": "Odd Film", "type": "movie", "year": 1999}], "people_results": []}""");
        Assert.Equal("5", Assert.Single(searched.Titles).SourceId);
    }

    [Fact]
    public async Task A_page_of_a_catalogue_says_that_its_titles_are_there_and_where_the_next_begins()
    {
        const string Page = """{"titles": [{"id": 5, "title": "Odd Film", "year": 1999, "imdb_id": "tt0133093", "tmdb_id": 603, "tmdb_type": "movie", "type": "movie"}], "page": 2, "total_results": 600, "total_pages": 3}""";
        var reply = await ReadAsync(Catalogue with { Cursor = "2" }, Page);
        Assert.Equal("3", reply.NextCursor);
        var offer = Assert.Single(Assert.Single(reply.Titles).Availability);
        Assert.Equal(("netflix", "US", OfferKind.Subscription), (offer.Platform, offer.Region, offer.Kind));
        Assert.Null((await ReadAsync(Catalogue with { Cursor = "3" }, Page)).NextCursor);
        Assert.Null((await ReadAsync(Catalogue, """{"titles": [], "total_pages": 9}""")).NextCursor);
        Assert.Null((await ReadAsync(Catalogue, "{}")).NextCursor);
        Assert.Empty((await ReadAsync(Catalogue with { Platform = null }, Page)).Titles[0].Availability);
    }

    [Fact]
    public async Task What_is_new_or_of_another_kind_breaks_nothing_and_is_noted()
    {
        var reply = await ReadAsync(Details, """
            {"id": "x7", "title": "Film", "type": "opera", "year": "MCM", "genre_names": "Drama", "user_rating": "high", "release_date": "soon", "tmdb_id": [], "imdb_id": "none", "somethingNew": {},
             "sources": [5, {"name": "Hulu", "type": "stolen"}, {"name": "Hulu", "type": "rent", "format": "8K", "price": "N/A", "region": "us"}]}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("Film", (ContentType?)null, (int?)null), (title.Title, title.Type, title.Year));
        Assert.Empty(title.ExternalIds);
        var offer = Assert.Single(title.Availability);
        Assert.Equal(("hulu", "US", OfferKind.Rent, null, null), (offer.Platform, offer.Region, offer.Kind, offer.Price, offer.Quality));
        foreach (var path in new[] { "type", "year", "genre_names", "user_rating", "release_date", "tmdb_id", "sources[]", "sources[].type", "sources[].format", "sources[].price" })
        {
            Assert.True(reply.Unmapped.ContainsKey("$." + path), path);
        }
    }

    [Theory]
    [InlineData(401, """{"success": false, "errorMessage": "Please enter a valid API key."}""", SourceOutcome.Unauthorized)]
    [InlineData(400, """{"success": false, "statusCode": 400, "statusMessage": "Please set a valid change type method."}""", SourceOutcome.Refused)]
    [InlineData(402, "", SourceOutcome.QuotaExhausted)]
    [InlineData(404, """{"success": false}""", SourceOutcome.NotFound)]
    [InlineData(429, """{"success": false, "errorMessage": "Over plan quota on this API Key."}""", SourceOutcome.QuotaExhausted)]
    [InlineData(429, "", SourceOutcome.Throttled)]
    [InlineData(200, """{"success": false, "statusCode": 404, "statusMessage": "The resource does not exist."}""", SourceOutcome.NotFound)]
    [InlineData(200, """{"success": false, "statusCode": 402}""", SourceOutcome.QuotaExhausted)]
    [InlineData(200, """{"success": false, "statusCode": 401}""", SourceOutcome.Unauthorized)]
    [InlineData(200, """{"success": false, "statusCode": 429}""", SourceOutcome.Throttled)]
    [InlineData(200, """{"success": false, "statusCode": 503}""", SourceOutcome.Failed)]
    [InlineData(200, """{"success": false, "errorMessage": "No."}""", SourceOutcome.Refused)]
    [InlineData(500, "", SourceOutcome.Failed)]
    [InlineData(200, "<html>", SourceOutcome.Malformed)]
    public async Task Refusals_end_as_what_they_are(int status, string body, SourceOutcome outcome) =>
        Assert.Equal(outcome, (await SourceCall.ReadAsync(new WatchmodeProtocol(), Search, body, (HttpStatusCode)status)).Outcome);

    private static async Task<SourceReply> ReadAsync(SourceQuery query, string body)
    {
        var reply = await SourceCall.ReadAsync(new WatchmodeProtocol(), query, body);
        Assert.Equal(SourceOutcome.Answered, reply.Outcome);
        return reply;
    }
}
