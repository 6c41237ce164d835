using System.Net;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.JustWatch;

namespace MediaGateway.Tests.Providers;

public sealed class JustWatchProtocolTests
{
    private static readonly SourceQuery Details = new() { Operation = SourceOperation.Details, ContentId = "justwatch:ts20682", Region = "US" };
    private static readonly SourceQuery Availability = Details with { Operation = SourceOperation.Availability };
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "odd", Region = "US" };
    private static readonly SourceQuery Catalogue = new() { Operation = SourceOperation.Catalogue, Platform = "netflix", Region = "US" };

    [Fact]
    public async Task Every_field_of_a_title_is_mapped()
    {
        var reply = await ReadAsync(Details, """
            {"data": {"node": {"id": "ts20682", "objectType": "SHOW", "totalSeasonCount": 5, "__typename": "Show",
              "content": {"title": "Odd Things", "originalTitle": "Odd Things!", "originalReleaseYear": 2016, "originalReleaseDate": "2016-07-15", "shortDescription": "A boy is gone.", "runtime": 51,
                "genres": [{"shortName": "scf"}, {"shortName": "drm"}, {"shortName": "new"}], "externalIds": {"imdbId": "tt4574334", "tmdbId": "66732"},
                "posterUrl": "/poster/305/{profile}/odd-things.{format}", "backdrops": [{"backdropUrl": "/backdrop/306/s1920/odd-things.jpg"}],
                "scoring": {"imdbScore": 8.6, "imdbVotes": 1400000, "tmdbScore": 8.6, "tomatoMeter": 92, "jwRating": 0.93}},
              "people": {"credits": [{"role": "ACTOR", "name": "Ann"}, {"role": "DIRECTOR", "name": "Dee"}, {"role": "ACTOR", "name": "Bob"}, {"role": "WRITER", "name": "Wim"}]},
              "offers": [{"monetizationType": "FLATRATE", "presentationType": "_4K", "retailPrice": null, "retailPriceValue": null, "currency": "USD", "standardWebURL": "http://www.netflix.com/title/80057281",
                "availableTo": "2026-12-31", "package": {"clearName": "Netflix", "technicalName": "netflix"}}]}}}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("justwatch", "ts20682", "Odd Things", ContentType.Series), (title.Source, title.SourceId, title.Title, title.Type));
        Assert.Equal(("Odd Things!", 2016, new DateOnly(2016, 7, 15), 51, 5), (title.OriginalTitle, title.Year, title.ReleaseDate, title.RuntimeMinutes, title.Seasons));
        Assert.Equal("A boy is gone.", title.Overview);
        Assert.Equal(["Science Fiction", "Drama"], title.Genres);
        Assert.Equal(["Ann", "Bob"], title.Cast);
        Assert.Equal(["Dee"], title.Directors);
        Assert.Equal(4.3m, title.Rating);
        Assert.Equal(
            [new SourceRating("imdb", 8.6m, 10, 1400000), new SourceRating("tmdb", 8.6m, 10, null), new SourceRating("rotten_tomatoes", 92, 100, null), new SourceRating("justwatch", 0.93m, 1, null)],
            title.Ratings);
        Assert.Equal(new ContentImages("https://images.justwatch.com/poster/305/s718/odd-things.jpg", "https://images.justwatch.com/backdrop/306/s1920/odd-things.jpg"), title.Images);
        Assert.Equal(("tt4574334", "tv:66732", "80057281"), (title.ExternalIds["imdb"], title.ExternalIds["tmdb"], title.ExternalIds["netflix"]));
        Assert.Equal(
            new Offer
            {
                Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Quality = "4k", DeepLink = "https://www.netflix.com/title/80057281",
                LeavesAt = new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero), Source = "justwatch", AsOf = SourceCall.At,
            },
            Assert.Single(title.Availability));
        Assert.Equal(["$.data.node.content.genres[].shortName"], reply.Unmapped.Keys);
    }

    [Fact]
    public async Task A_title_without_offers_is_one_whose_offers_were_not_asked_for()
    {
        var reply = await ReadAsync(Details, """{"data": {"node": {"id": "tm1", "objectType": "MOVIE", "content": {"title": "Film", "runtime": 0, "scoring": {"imdbScore": null, "tmdbScore": 7}}}}}""");
        var title = Assert.Single(reply.Titles);
        Assert.Equal((ContentType.Movie, 3.5m, (int?)null), (title.Type, title.Rating, title.RuntimeMinutes));
        Assert.Empty(title.Availability);
        Assert.Empty(reply.Unmapped);
    }

    [Theory]
    [InlineData("\"$3.99\"", "3.98", "3.99")]
    [InlineData("\"3,99 €\"", "3.99", "3.99")]
    [InlineData("\"1.499,00 kr.\"", "1499", "1499.00")]
    [InlineData("\"Rp 49.000\"", "49000", "49000")]
    [InlineData("\"₹1,49,900\"", "149900", "149900")]
    [InlineData("\"KD 2.500\"", "2.5", "2.5")]
    [InlineData("\"from tomorrow\"", "4.99", "4.99")]
    [InlineData("\"£199.9\"", "null", "199.9")]
    [InlineData("null", "\"4.99\"", "4.99")]
    [InlineData("null", "null", "")]
    public async Task The_price_is_the_one_that_people_are_shown_where_the_number_agrees_to_a_cent(string shown, string value, string price)
    {
        var reply = await ReadAsync(Availability, Offers($$$"""{"monetizationType": "RENT", "retailPrice": {{{shown}}}, "retailPriceValue": {{{value}}}, "currency": "EUR", "package": {"clearName": "Amazon Video"}}"""));
        var offer = Assert.Single(reply.Offers);
        Assert.Equal((price, price.Length > 0 ? "EUR" : null), (FormattableString.Invariant($"{offer.Price}"), offer.Currency));
    }

    [Fact]
    public async Task Every_kind_of_offer_is_mapped_and_a_cinema_is_no_platform()
    {
        var kinds = new[] { "FLATRATE", "FLATRATE_AND_BUY", "RENT", "BUY", "FREE", "ADS", "FAST", "CINEMA", "STOLEN" };
        var reply = await ReadAsync(Availability, Offers(string.Join(',', kinds.Select((kind, i) =>
            $$$"""{"monetizationType": "{{{kind}}}", "retailPriceValue": {{{i}}}, "package": {"clearName": "Hulu"}}"""))));
        Assert.Equal(
            [OfferKind.Subscription, OfferKind.Rent, OfferKind.Buy, OfferKind.Free, OfferKind.Ads],
            reply.Offers.Select(offer => offer.Kind));
        Assert.Equal(["$.data.node.offers[].monetizationType"], reply.Unmapped.Keys);
        Assert.True(reply.AreOffersUnclear);
    }

    [Fact]
    public async Task Platforms_are_known_by_their_names_and_pictures_by_theirs()
    {
        var reply = await ReadAsync(Availability, Offers("""
            {"monetizationType": "FLATRATE", "presentationType": "SD", "package": {"clearName": "Disney Plus"}}, {"monetizationType": "FLATRATE", "presentationType": "HD", "package": {"clearName": "Disney Plus"}},
            {"monetizationType": "FLATRATE", "presentationType": "CANVAS", "package": {"clearName": "Max Amazon Channel"}}, {"monetizationType": "FLATRATE", "package": {"clearName": "A New Name", "technicalName": "hulu"}},
            {"monetizationType": "FLATRATE", "package": {"clearName": "VHS", "technicalName": "vhs"}}, {"monetizationType": "FLATRATE", "package": null}
            """));
        Assert.Equal([("disney_plus", "hd"), ("hbo_max", null), ("hulu", (string?)null)], reply.Offers.Select(offer => (offer.Platform, offer.Quality)));
        Assert.Equal(["$.data.node.offers[].package.clearName", "$.data.node.offers[].presentationType"], reply.Unmapped.Keys.Order());
        Assert.False(reply.AreOffersUnclear);
        Assert.Equal(["hulu"], (await ReadAsync(Availability with { Platform = "hulu" }, Offers("""
            {"monetizationType": "FLATRATE", "package": {"clearName": "Hulu"}}, {"monetizationType": "FLATRATE", "package": {"clearName": "Netflix"}}
            """))).Offers.Select(offer => offer.Platform));
    }

    [Fact]
    public async Task A_page_of_a_catalogue_keeps_what_is_on_the_platform_even_where_nothing_was_filtered()
    {
        const string Page = """
            {"data": {"popularTitles": {"pageInfo": {"endCursor": "NDA=", "hasNextPage": true}, "edges": [
              {"node": {"id": "tm1", "objectType": "MOVIE", "content": {"title": "There"}, "offers": [{"monetizationType": "FLATRATE", "package": {"clearName": "Netflix"}}]}},
              {"node": {"id": "tm2", "objectType": "MOVIE", "content": {"title": "Elsewhere"}, "offers": [{"monetizationType": "FLATRATE", "package": {"clearName": "Hulu"}}]}},
              {"node": {"id": "tss3", "objectType": "SHOW_SEASON", "content": {"title": "Season 1"}}}, {"node": null}, null]}}}
            """;
        var reply = await ReadAsync(Catalogue, Page);
        Assert.Equal(["There"], reply.Titles.Select(title => title.Title));
        Assert.Equal("NDA=", reply.NextCursor);
        Assert.Empty(reply.Unmapped);
        var search = await ReadAsync(Search, Page);
        Assert.Equal(["There", "Elsewhere"], search.Titles.Select(title => title.Title));
        Assert.Null(search.NextCursor);
        Assert.Null((await ReadAsync(Catalogue, Page.Replace("true", "false", StringComparison.Ordinal))).NextCursor);
    }

    [Fact]
    public async Task What_is_new_or_of_another_kind_breaks_nothing_and_is_noted()
    {
        var reply = await ReadAsync(Search, """
            {"data": {"popularTitles": {"edges": [
              {"node": {"id": 7, "objectType": "OPERA", "content": {"title": "Opera"}}},
              {"node": {"id": "tm8", "objectType": "MOVIE", "somethingNew": 1, "offers": "none", "content": {"title": "Film", "originalReleaseYear": "MCM", "genres": {}, "externalIds": [], "scoring": 5, "posterUrl": "nowhere", "backdrops": "x"}}}]}},
             "extensions": {"took": 5}}
            """);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("Film", (int?)null, ContentImages.None), (title.Title, title.Year, title.Images));
        foreach (var path in new[] { "objectType", "offers", "content.originalReleaseYear", "content.genres", "content.externalIds", "content.scoring", "content.backdrops" })
        {
            Assert.True(reply.Unmapped.ContainsKey("$.data.popularTitles.edges[].node." + path), path);
        }
    }

    [Theory]
    [InlineData(200, """{"errors": [{"message": "internal system error", "path": ["node"]}], "data": {"node": null}}""", SourceOutcome.Failed)]
    [InlineData(200, """{"errors": [{"message": "node not found"}], "data": null}""", SourceOutcome.NotFound)]
    [InlineData(200, """{"errors": [{"message": "x", "extensions": {"code": "NOT_FOUND"}}]}""", SourceOutcome.NotFound)]
    [InlineData(200, """{"data": {"node": null}}""", SourceOutcome.NotFound)]
    [InlineData(200, """{"errors": [{"message": "operation has complexity 5000, which exceeds the limit of 3000"}], "data": null}""", SourceOutcome.Refused)]
    [InlineData(200, """{"errors": [{"message": "Cannot query field", "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}]}""", SourceOutcome.Refused)]
    [InlineData(200, """{"errors": [{"message": "x", "extensions": {"code": "UNAUTHENTICATED"}}]}""", SourceOutcome.Unauthorized)]
    [InlineData(200, """{"errors": [{"message": "Too many requests"}]}""", SourceOutcome.Throttled)]
    [InlineData(200, """{"errors": ["?"]}""", SourceOutcome.Failed)]
    [InlineData(200, "{}", SourceOutcome.Malformed)]
    [InlineData(200, "<html>", SourceOutcome.Malformed)]
    [InlineData(422, """{"errors": [{"message": "x"}], "data": null}""", SourceOutcome.Refused)]
    [InlineData(403, "", SourceOutcome.Refused)]
    [InlineData(429, "", SourceOutcome.Throttled)]
    [InlineData(503, "", SourceOutcome.Failed)]
    public async Task Refusals_end_as_what_they_are_also_where_the_status_says_nothing(int status, string body, SourceOutcome outcome)
    {
        var reply = await SourceCall.ReadAsync(new JustWatchProtocol(), Details, body, (HttpStatusCode)status);
        Assert.Equal(outcome, reply.Outcome);
        Assert.NotNull(reply.Fault);
    }

    [Fact]
    public async Task Data_that_came_with_faults_are_data()
    {
        var reply = await ReadAsync(Details, """{"errors": [{"message": "internal system error", "path": ["node", "offers"]}], "data": {"node": {"id": "tm1", "objectType": "MOVIE", "content": {"title": "Film"}, "offers": null}}}""");
        Assert.Equal("Film", Assert.Single(reply.Titles).Title);
        await ReadAsync(Search with { Operation = SourceOperation.Health }, """{"data": {"__typename": "Query"}}""");
    }

    private static string Offers(string offers) => """{"data": {"node": {"offers": [""" + offers + "]}}}";

    private static async Task<SourceReply> ReadAsync(SourceQuery query, string body)
    {
        var reply = await SourceCall.ReadAsync(new JustWatchProtocol(), query, body);
        Assert.Equal(SourceOutcome.Answered, reply.Outcome);
        return reply;
    }
}
