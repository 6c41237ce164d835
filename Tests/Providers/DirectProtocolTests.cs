using System.Net;
using System.Net.Http.Headers;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Direct;

namespace MediaGateway.Tests.Providers;

public sealed class DirectProtocolTests
{
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "stranger", Region = "DE" };
    private readonly ProtocolProbe _probe = new(new DirectProtocol(DirectPlatform.Netflix));

    [Fact]
    public void Each_platform_is_known_and_has_an_address_of_its_own()
    {
        Assert.Equal(
            [
                "netflix_direct netflix http://localhost:9001/", "hbo_max_direct hbo_max http://localhost:9002/", "disney_plus_direct disney_plus http://localhost:9003/",
                "hulu_direct hulu http://localhost:9004/", "prime_video_direct prime_video http://localhost:9005/",
            ],
            DirectPlatform.All.Select(platform => $"{new DirectProtocol(platform).SourceId} {platform.Platform} {new DirectProtocol(platform).Address}"));
        Assert.All(DirectPlatform.All, platform => Assert.NotNull(PlatformDirectory.Find(platform.Platform)));
    }

    [Fact]
    public async Task A_search_sends_words_and_page_in_the_address_and_the_key_in_a_header()
    {
        Assert.Equal("http://localhost:9001/catalog/search?q=a%26page%3D9%20%2F%3F%20%C3%A9&page=1", await _probe.AddressForAsync(Search with { Text = "a&page=9 /? é" }));
        Assert.Equal(["k3y"], _probe.SentHeaders.GetValues("X-Api-Key"));
    }

    [Theory]
    [InlineData(SourceOperation.Details)]
    [InlineData(SourceOperation.Availability)]
    public async Task A_title_is_asked_for_by_the_id_of_the_platform(SourceOperation operation)
    {
        Assert.Equal("http://localhost:9001/catalog/titles/80057281", await _probe.AddressForAsync(Title("netflix:80057281", operation)));
        Assert.Equal("http://localhost:9001/catalog/titles/a%2F..%2Fb%3Fc%23d", await _probe.AddressForAsync(Title("netflix:a/../b?c#d", operation)));
    }

    [Fact]
    public async Task Health_is_a_search_whatever_else_the_question_names() => Assert.Equal(
        "http://localhost:9001/catalog/search?q=a&page=1",
        await _probe.AddressForAsync(Title("netflix:1", SourceOperation.Health)));

    [Theory]
    [InlineData("hulu:1")]
    [InlineData("imdb:tt0133093")]
    [InlineData("netflix:..")]
    [InlineData("netflix:.")]
    [InlineData("netflix:80057281:s01e01")]
    [InlineData(null)]
    public void Titles_of_others_are_not_asked_about(string? id)
    {
        var protocol = new DirectProtocol(DirectPlatform.Netflix);
        Assert.False(protocol.CanAnswer(Title(id)));
        Assert.False(protocol.CanAnswer(Title(id, SourceOperation.Availability)));
    }

    [Fact]
    public void Only_its_own_platform_is_asked_about_and_no_list_that_the_contract_has_not()
    {
        var protocol = new DirectProtocol(DirectPlatform.HboMax);
        Assert.True(protocol.CanAnswer(Search with { Platform = "hbo_max" }));
        Assert.False(protocol.CanAnswer(Search with { Platform = "netflix" }));
        Assert.False(protocol.CanAnswer(Search with { Text = null }));
        Assert.False(protocol.CanAnswer(Search with { Operation = SourceOperation.Catalogue, Platform = "hbo_max" }));
        Assert.False(protocol.CanAnswer(Search with { Operation = SourceOperation.Expiring, Platform = "hbo_max" }));
    }

    [Fact]
    public async Task A_search_gives_titles_with_the_platforms_ids_and_offers_where_they_are_available()
    {
        var reply = await _probe.AskAsync(Search, """
            {"results":[
              {"id":"80057281","title":"A Series","type":"series","seasons":4,"available":true},
              {"id":70,"title":"A Film","type":"movie","available":false},
              {"id":"71","type":"movie","available":true},{"title":"No Id","available":true}]}
            """);

        Assert.Equal(["A Series", "A Film"], reply.Titles.Select(title => title.Title));
        var series = reply.Titles[0];
        Assert.Equal(("netflix_direct", ContentType.Series, 4, "80057281"), (series.Source, series.Type!.Value, series.Seasons!.Value, series.ExternalIds["netflix"]));
        Assert.Equal([Offer], series.Availability);
        Assert.Equal((ContentType.Movie, "70"), (reply.Titles[1].Type!.Value, reply.Titles[1].ExternalIds["netflix"]));
        Assert.Empty(reply.Titles[1].Availability);
        Assert.Null(reply.NextCursor);
    }

    [Fact]
    public async Task Details_may_bring_more()
    {
        var film = Assert.Single((await _probe.AskAsync(Title("netflix:70"), """
            {"id":"70","title":"A Film","type":"Film","available":true,"year":1999,"imdb_id":"tt0133093","tmdb_id":603,"overview":"Words.","genres":["Action","Drama"]}
            """)).Titles);

        Assert.Equal((ContentType.Movie, 1999, "Words."), (film.Type!.Value, film.Year!.Value, film.Overview));
        Assert.Equal(("tt0133093", "movie:603", "70"), (film.ExternalIds["imdb"], film.ExternalIds["tmdb"], film.ExternalIds["netflix"]));
        Assert.Equal(["Action", "Drama"], film.Genres);
    }

    [Theory]
    [InlineData("series", "\"1399\"", "tv:1399")]
    [InlineData("movie", "\"tv:1399\"", "tv:1399")]
    [InlineData("clip", "1399", null)]
    public async Task A_TMDb_number_counts_only_with_a_type(string type, string number, string? id)
    {
        var reply = await _probe.AskAsync(Title("netflix:70"), $$"""{"id":"70","title":"T","type":"{{type}}","tmdb_id":{{number}}}""");
        Assert.Equal(id, Assert.Single(reply.Titles).ExternalIds.GetValueOrDefault("tmdb"));
    }

    [Fact]
    public async Task Availability_is_the_offer_alone()
    {
        var there = await _probe.AskAsync(Title("netflix:70", SourceOperation.Availability), """{"id":"70","title":"A Film","available":true}""");
        Assert.Equal([Offer], there.Offers);
        Assert.Empty(there.Titles);
        Assert.Empty((await _probe.AskAsync(Title("netflix:70", SourceOperation.Availability), """{"id":"70","title":"A Film","available":false}""")).Offers);
        Assert.Empty((await _probe.AskAsync(Title("netflix:70", SourceOperation.Availability), """{"id":"70","title":"A Film"}""")).Offers);
    }

    [Theory]
    [InlineData("""{"id":"70","title":"T","year":null,"genres":null,"brand_new":[1]}""", "")]
    [InlineData("""{"id":"70","title":"T","type":"clip","available":"yes","seasons":{},"genres":"Drama","year":"soon","imdb_id":[]}""", "$.available,$.genres,$.imdb_id,$.seasons,$.type,$.year")]
    [InlineData("""{"id":"70","title":"T","imdb_id":"nm1","tmdb_id":"movie:x","year":12,"seasons":0}""", "")]
    public async Task What_is_missing_or_of_another_kind_breaks_nothing_and_is_noted(string body, string noted)
    {
        var reply = await _probe.AskAsync(Title("netflix:70"), body);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(["netflix"], title.ExternalIds.Keys);
        Assert.Null(title.Year);
        Assert.Null(title.Seasons);
        Assert.Empty(title.Availability);
        Assert.Equal(noted, string.Join(',', reply.Unmapped.Keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(404, SourceOutcome.NotFound)]
    [InlineData(401, SourceOutcome.Unauthorized)]
    [InlineData(403, SourceOutcome.Refused)]
    [InlineData(500, SourceOutcome.Failed)]
    [InlineData(503, SourceOutcome.Failed)]
    [InlineData(200, SourceOutcome.Malformed)]
    public async Task Failures_end_as_their_status_says(int status, SourceOutcome outcome)
    {
        var reply = await _probe.AskAsync(Title("netflix:70"), "<p>no</p>", (HttpStatusCode)status);
        Assert.Equal(outcome, reply.Outcome);
        Assert.Empty(reply.Titles);
    }

    [Fact]
    public async Task How_long_to_wait_is_passed_on()
    {
        var reply = await _probe.AskAsync(Search, "", HttpStatusCode.TooManyRequests, new RetryConditionHeaderValue(TimeSpan.FromSeconds(3)));
        Assert.Equal((SourceOutcome.Throttled, TimeSpan.FromSeconds(3)), (reply.Outcome, reply.RetryAfter));
    }

    private static Offer Offer => new() { Platform = "netflix", Region = "DE", Kind = OfferKind.Subscription, Source = "netflix_direct", AsOf = ProtocolProbe.At };

    private static SourceQuery Title(string? id, SourceOperation operation = SourceOperation.Details) => new() { Operation = operation, ContentId = id, Region = "DE" };
}
