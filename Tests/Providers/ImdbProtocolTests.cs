using System.Net;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Imdb;

namespace MediaGateway.Tests.Providers;

public sealed class ImdbProtocolTests
{
    private static readonly SourceQuery Film = Details("imdb:tt0133093");
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "US" };
    private readonly ProtocolProbe _probe = new(new ImdbProtocol());

    [Fact]
    public async Task A_title_is_asked_for_by_its_page_and_we_say_who_we_are()
    {
        Assert.Equal("https://www.imdb.com/title/tt0133093/", await _probe.AddressForAsync(Film));
        Assert.Equal("MediaGateway/1.0 (compatible; bot)", _probe.SentHeaders.UserAgent.ToString());
        Assert.Equal("en-US", _probe.SentHeaders.AcceptLanguage.ToString());
        Assert.DoesNotContain("k3y", _probe.SentHeaders.ToString());
    }

    [Fact]
    public async Task Health_asks_for_the_file_that_bots_have_to_read_anyway()
    {
        Assert.Equal("https://www.imdb.com/robots.txt", await _probe.AddressForAsync(Health));
        Assert.Equal(SourceOutcome.Answered, (await _probe.AskAsync(Health, "User-agent: *")).Outcome);
    }

    [Fact]
    public void It_answers_for_details_by_its_own_ids_only()
    {
        var protocol = new ImdbProtocol();
        Assert.False(protocol.CanAnswer(Details("tmdb:movie:603")));
        Assert.False(protocol.CanAnswer(Details("imdb:tt4574334:s01e01")));
        Assert.False(protocol.CanAnswer(Details("imdb:nm0000206")));
        Assert.False(protocol.CanAnswer(Details(null)));
        Assert.False(protocol.CanAnswer(Film with { Platform = "netflix" }));
        Assert.False(protocol.CanAnswer(Film with { Operation = SourceOperation.Availability }));
        Assert.False(protocol.CanAnswer(Film with { Operation = SourceOperation.Search, Text = "matrix" }));
    }

    [Fact]
    public async Task A_film_is_whole()
    {
        var reply = await AskAsync("""
            {"@context":"https://schema.org","@type":"Movie","url":"https://www.imdb.com/title/tt0133093/","name":"Ein Film","alternateName":"A Film",
             "image":"https://m.media-amazon.com/images/M/x.jpg","description":"Words.","contentRating":"Ab 16 Jahren freigegeben","datePublished":"1999-03-31",
             "aggregateRating":{"@type":"AggregateRating","ratingCount":2000000,"bestRating":10,"worstRating":1,"ratingValue":8.7},
             "genre":["Action","Sci-Fi"],"keywords":"war,artificial reality, hope","duration":"PT2H16M",
             "trailer":{"@type":"VideoObject","name":"Trailer","embedUrl":"https://www.imdb.com/video/imdb/vi1032782617"},
             "actor":[{"@type":"Person","url":"/name/nm1/","name":"One"},{"@type":"Person","name":"Two"}],
             "director":[{"@type":"Person","name":"First"},{"@type":"Person","name":"Second"}],"creator":[{"@type":"Organization","url":"/company/co1/"}]}
            """);

        var film = Assert.Single(reply.Titles);
        Assert.Equal(("imdb", "A Film", "Ein Film", "Words."), (film.Source, film.Title, film.OriginalTitle, film.Overview));
        Assert.Equal((ContentType.Movie, 1999, new DateOnly(1999, 3, 31), 136), (film.Type!.Value, film.Year!.Value, film.ReleaseDate!.Value, film.RuntimeMinutes!.Value));
        Assert.Equal([new SourceRating("imdb", 8.7m, 10, 2_000_000)], film.Ratings);
        Assert.Equal(4.4m, film.Rating);
        Assert.Equal(["Action", "Sci-Fi"], film.Genres);
        Assert.Equal(["war", "artificial reality", "hope"], film.Keywords);
        Assert.Equal(["One", "Two"], film.Cast);
        Assert.Equal(["First", "Second"], film.Directors);
        Assert.Equal(["https://www.imdb.com/video/imdb/vi1032782617"], film.Trailers);
        Assert.Equal("https://m.media-amazon.com/images/M/x.jpg", film.Images.Poster);
        Assert.Equal("tt0133093", Assert.Single(film.ExternalIds).Value);
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public async Task A_series_has_a_relative_address_and_no_duration_and_one_may_stand_for_a_list()
    {
        var reply = await AskAsync("""
            {"@type":["CreativeWork","TVSeries"],"url":"/title/tt0944947/","name":"A Series","genre":"Drama","actor":{"@type":"Person","name":"Only One"},
             "keywords":["dragon","war"],"image":{"@type":"ImageObject","url":"https://m.media-amazon.com/y.jpg"},"trailer":[{"url":"/video/vi1/"}],
             "aggregateRating":{"ratingCount":"7","bestRating":"5.0","ratingValue":"4.5"}}
            """);

        var series = Assert.Single(reply.Titles);
        Assert.Equal((ContentType.Series, "A Series", "tt0944947"), (series.Type!.Value, series.Title, series.ExternalIds["imdb"]));
        Assert.Null(series.OriginalTitle);
        Assert.Null(series.RuntimeMinutes);
        Assert.Null(series.Year);
        Assert.Equal(["Drama"], series.Genres);
        Assert.Equal(["Only One"], series.Cast);
        Assert.Equal(["dragon", "war"], series.Keywords);
        Assert.Equal(["https://www.imdb.com/video/vi1/"], series.Trailers);
        Assert.Equal("https://m.media-amazon.com/y.jpg", series.Images.Poster);
        Assert.Equal(4.5m, series.Rating);
        Assert.Equal([new SourceRating("imdb", 4.5m, 5, 7)], series.Ratings);
    }

    [Fact]
    public async Task Entities_are_decoded_once_and_in_each_text_so_that_a_quote_ends_none()
    {
        var film = Assert.Single((await AskAsync("""
            {"@type":"Movie","name":"&quot;L&apos;Avventura&quot; &amp; more","description":"He said \"&quot;no&quot;\", &#233;t&eacute; &amp;amp; &lt;/script&gt;","actor":[{"name":"O&apos;Brien"}],"genre":["Sci &amp; Fi"],
             "image":"https://m.media-amazon.com/x.jpg?a=1&amp;b=2"}
            """)).Titles);

        Assert.Equal("\"L'Avventura\" & more", film.Title);
        Assert.Equal("He said \"\"no\"\", été &amp; </script>", film.Overview);
        Assert.Equal(["O'Brien"], film.Cast);
        Assert.Equal(["Sci & Fi"], film.Genres);
        Assert.Equal("https://m.media-amazon.com/x.jpg?a=1&b=2", film.Images.Poster);
    }

    [Fact]
    public async Task The_page_of_another_entry_for_the_same_film_tells_its_own_id()
    {
        Assert.Equal("tt9999999", Assert.Single((await AskAsync("""{"@type":"Movie","name":"T","url":"https://m.imdb.com/title/tt9999999?ref_=x"}""")).Titles).ExternalIds["imdb"]);
        Assert.Equal("tt0133093", Assert.Single((await AskAsync("""{"@type":"Movie","name":"T","url":"https://www.imdb.com/title/junk/"}""")).Titles).ExternalIds["imdb"]);
        Assert.Equal("tt0133093", Assert.Single((await AskAsync("""{"@type":"Movie","name":"T"}""")).Titles).ExternalIds["imdb"]);
    }

    [Theory]
    [InlineData("""<SCRIPT id='x' data-a="1 > 0" TYPE='application/ld+json'>{"@type":"Movie","name":"T"}</SCRIPT>""")]
    [InlineData("""<script>var a = '<script type="application/ld+json">{"@type":"Movie","name":"No"}';</script><script type=application/ld+json>{"@type":"Movie","name":"T"}</script >""")]
    [InlineData("""<script type="application/ld+json">{"@type":"BreadcrumbList"}</script><script type="application/ld+json">{"@type":"Movie","name":"T"}</script>""")]
    [InlineData("""<script type="application/ld+json">{ broken</script><script type="application/ld+json">[{"@type":"Person","name":"P"},{"@type":"Movie","name":"T"}]</script>""")]
    [InlineData("""<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"Movie","name":"T"}]}</script>""")]
    public async Task The_title_is_found_wherever_it_stands_in_the_page(string page) =>
        Assert.Equal("T", Assert.Single((await _probe.AskAsync(Film, $"<!DOCTYPE html><html><head>{page}</head><body/></html>")).Titles).Title);

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("<script")]
    [InlineData("<script type=\"application/ld+json")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"Movie\",\"name\":\"T\"}")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"VideoGame\",\"name\":\"T\"}</script>")]
    [InlineData("<script type=\"application/ld+json\">7</script>")]
    public async Task A_page_without_a_title_is_not_what_was_promised(string page)
    {
        var reply = await _probe.AskAsync(Film, page);
        Assert.Equal(SourceOutcome.Malformed, reply.Outcome);
        Assert.Empty(reply.Titles);
    }

    [Theory]
    [InlineData("""{"@type":"Movie","name":"T","duration":null,"genre":null,"aggregateRating":null,"actor":[],"new":{}}""", "")]
    [InlineData("""{"@type":"Movie","name":"T","duration":"two hours","datePublished":"soon","actor":[7,{"name":{}}],"aggregateRating":"8","keywords":{}}""", "$.actor[],$.actor[].name,$.aggregateRating,$.datePublished,$.duration,$.keywords")]
    [InlineData("""{"@type":"Movie","name":"T","duration":"P99999999999Y"}""", "$.duration")]
    [InlineData("""{"@type":"Movie","name":"T","duration":"PT0S"}""", "")]
    public async Task What_is_missing_or_of_another_kind_breaks_nothing_and_is_noted(string json, string noted)
    {
        var reply = await AskAsync(json);
        var title = Assert.Single(reply.Titles);
        Assert.Null(title.RuntimeMinutes);
        Assert.Empty(title.Ratings);
        Assert.Equal(noted, string.Join(',', reply.Unmapped.Keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("PT2H16M", 136)]
    [InlineData("PT49M", 49)]
    [InlineData("PT1H", 60)]
    [InlineData("PT5400S", 90)]
    [InlineData("P0DT1H30M15.5S", 90)]
    public async Task Durations_are_ISO_8601(string duration, int minutes) =>
        Assert.Equal(minutes, Assert.Single((await AskAsync($$"""{"@type":"TVEpisode","name":"T","duration":"{{duration}}"}""")).Titles).RuntimeMinutes);

    [Theory]
    [InlineData(404, SourceOutcome.NotFound)]
    [InlineData(403, SourceOutcome.Refused)]
    [InlineData(202, SourceOutcome.Refused)]
    [InlineData(429, SourceOutcome.Throttled)]
    [InlineData(503, SourceOutcome.Failed)]
    public async Task Failures_and_riddles_for_browsers_are_told_apart(int status, SourceOutcome outcome) =>
        Assert.Equal(outcome, (await _probe.AskAsync(Film, "<html></html>", (HttpStatusCode)status)).Outcome);

    private Task<SourceReply> AskAsync(string json) =>
        _probe.AskAsync(Film, $"<html><head><title>x</title><script type=\"application/ld+json\">{json}</script></head></html>");

    private static SourceQuery Details(string? id) => new() { Operation = SourceOperation.Details, ContentId = id, Region = "US" };
}
