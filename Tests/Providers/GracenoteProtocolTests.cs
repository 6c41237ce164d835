using System.Net;
using System.Net.Http.Headers;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Gracenote;

namespace MediaGateway.Tests.Providers;

public sealed class GracenoteProtocolTests
{
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "matrix", Region = "US" };
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "US" };
    private static readonly SourceQuery Film = Details("gracenote:MV000631770000");
    private readonly ProtocolProbe _probe = new(new GracenoteProtocol());

    [Fact]
    public async Task Each_request_is_exact_and_escapes_what_people_type()
    {
        Assert.Equal(
            "http://data.tmsapi.com/v1.1/programs/search?q=a%26b%3D%2F%3F%20%C3%A9&queryFields=title&entityType=show%2Cmovie&api_key=k3y",
            await _probe.AddressForAsync(Search with { Text = "a&b=/? é" }));
        Assert.Equal("http://data.tmsapi.com/v1.1/programs/MV000631770000?api_key=k3y", await _probe.AddressForAsync(Film));
        Assert.Equal("http://data.tmsapi.com/v1.1/programs/search?q=a&queryFields=title&entityType=show%2Cmovie&limit=1&api_key=k3y", await _probe.AddressForAsync(Health));
    }

    [Fact]
    public void It_answers_for_searches_and_for_details_by_its_own_ids()
    {
        var protocol = new GracenoteProtocol();
        Assert.False(protocol.CanAnswer(Search with { Text = null }));
        Assert.False(protocol.CanAnswer(Search with { Platform = "netflix" }));
        Assert.False(protocol.CanAnswer(Film with { Operation = SourceOperation.Availability }));
        Assert.False(protocol.CanAnswer(Search with { Operation = SourceOperation.Catalogue }));
        Assert.False(protocol.CanAnswer(Search with { Operation = SourceOperation.Expiring }));
        Assert.False(protocol.CanAnswer(Details("imdb:tt0133093")));
        Assert.False(protocol.CanAnswer(Details("gracenote:../movies")));
        Assert.False(protocol.CanAnswer(Details("gracenote:SH012:s01e01")));
        Assert.False(protocol.CanAnswer(Details("gracenote:" + new string('1', 21))));
        Assert.False(protocol.CanAnswer(Details(null)));
    }

    [Fact]
    public async Task A_search_gives_the_programmes_of_its_hits()
    {
        var reply = await _probe.AskAsync(Search, """
            {"queryString":"matrix","hitCount":4,"hits":[
              {"score":8.1,"program":{"tmsId":"MV000631770000","rootId":"22804","title":"A Film","entityType":"Movie","releaseYear":1999}},
              {"score":7.2,"program":{"tmsId":"SH012345670000","rootId":"9","title":"A Series","entityType":"Show","origAirDate":"2011-04-17"}},
              {"score":1,"program":{"tmsId":"SH1"}},{"score":1}]}
            """);

        Assert.Equal(["A Film", "A Series"], reply.Titles.Select(title => title.Title));
        Assert.Equal((ContentType.Movie, 1999, "MV000631770000", "22804"), Of(0));
        Assert.Equal((ContentType.Series, 2011, "SH012345670000", "9"), Of(1));
        Assert.Equal(new DateOnly(2011, 4, 17), reply.Titles[1].ReleaseDate);

        (ContentType?, int?, string?, string) Of(int at) =>
            (reply.Titles[at].Type, reply.Titles[at].Year, reply.Titles[at].SourceId, reply.Titles[at].ExternalIds["gracenote_root"]);
    }

    [Fact]
    public async Task Details_are_whole()
    {
        var reply = await _probe.AskAsync(Film, """
            {"tmsId":"MV000631770000","rootId":"22804","subType":"Feature Film","title":"A Film","entityType":"Movie","releaseYear":1999,"releaseDate":"1999-03-31","titleLang":"en",
             "shortDescription":"Short.","longDescription":"Long.","genres":["Science fiction","Action"],"topCast":["One","Two"],"directors":["First"],"runTime":"PT02H16M",
             "qualityRating":{"ratingsBody":"TMS","value":"3.5"},"preferredImage":{"uri":"https://img.example/p.jpg","width":"240","height":"360"}}
            """);

        var film = Assert.Single(reply.Titles);
        Assert.Equal(("gracenote", "A Film", "Long.", 136), (film.Source, film.Title, film.Overview, film.RuntimeMinutes!.Value));
        Assert.Equal((1999, new DateOnly(1999, 3, 31)), (film.Year!.Value, film.ReleaseDate!.Value));
        Assert.Equal(["Science fiction", "Action"], film.Genres);
        Assert.Equal(["One", "Two"], film.Cast);
        Assert.Equal(["First"], film.Directors);
        Assert.Equal([new SourceRating("gracenote", 3.5m, 4, null)], film.Ratings);
        Assert.Equal(4.4m, film.Rating);
        Assert.Equal(new ContentImages("https://img.example/p.jpg", null), film.Images);
        Assert.Empty(reply.Unmapped);
    }

    [Theory]
    [InlineData("PT01H30M", 90)]
    [InlineData("PT00H45M", 45)]
    [InlineData("PT00H00M", null)]
    public async Task Running_times_have_leading_zeros(string time, int? minutes) => Assert.Equal(minutes, (await TitleAsync($$"""{"title":"T","runTime":"{{time}}"}""")).RuntimeMinutes);

    [Theory]
    [InlineData("""{"uri":"assets/p22804_v_v8_aa.jpg","width":"240","height":"360"}""", null, null)]
    [InlineData("""{"uri":"file:///etc/passwd"}""", null, null)]
    [InlineData("""{"uri":"http://img.example/b.jpg","width":"1920","height":"1080"}""", null, "http://img.example/b.jpg")]
    [InlineData("""{"uri":"http://img.example/p.jpg"}""", "http://img.example/p.jpg", null)]
    public async Task A_picture_counts_where_its_address_is_whole_and_is_told_apart_by_its_shape(string image, string? poster, string? backdrop) =>
        Assert.Equal(new ContentImages(poster, backdrop), (await TitleAsync($$"""{"title":"T","preferredImage":{{image}}}""")).Images);

    [Theory]
    [InlineData("\"EP012345670001\"", "\"Episode\"", ContentType.Episode)]
    [InlineData("\"MV000631770000\"", "null", ContentType.Movie)]
    [InlineData("\"S\"", "null", null)]
    [InlineData("\"SP003161260000\"", "\"Sports\"", null)]
    public async Task What_it_is_says_its_kind_or_its_id(string id, string kind, ContentType? type) =>
        Assert.Equal(type, (await TitleAsync($$"""{"title":"T","tmsId":{{id}},"entityType":{{kind}}}""")).Type);

    [Theory]
    [InlineData("""{"title":"T","tmsId":"MV1","longDescription":"","shortDescription":"S","qualityRating":null,"genres":null,"brandNew":{}}""", "")]
    [InlineData("""{"title":"T","tmsId":"MV1","shortDescription":"S","runTime":"90","genres":"Drama","topCast":[{"name":"x"}],"preferredImage":"x","qualityRating":{"ratingsBody":"Other","value":"9"}}""",
        "$.genres,$.preferredImage,$.qualityRating.ratingsBody,$.runTime,$.topCast[]")]
    [InlineData("""{"title":"T","tmsId":"MV1","shortDescription":"S","entityType":"Opera","qualityRating":{"ratingsBody":"TMS","value":"7"}}""", "$.entityType")]
    public async Task What_is_missing_or_of_another_kind_breaks_nothing_and_is_noted(string body, string noted)
    {
        var reply = await _probe.AskAsync(Film, body);
        var title = Assert.Single(reply.Titles);
        Assert.Equal(("MV1", "S"), (title.SourceId, title.Overview));
        Assert.Empty(title.Genres);
        Assert.Empty(title.Ratings);
        Assert.Null(title.RuntimeMinutes);
        Assert.Equal(noted, string.Join(',', reply.Unmapped.Keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(403, "<h1>Developer Over Qps</h1>", SourceOutcome.Throttled)]
    [InlineData(403, "<h1>403 Developer Over Rate</h1>", SourceOutcome.QuotaExhausted)]
    [InlineData(403, "<h1>Developer Inactive</h1>", SourceOutcome.Unauthorized)]
    [InlineData(403, "<h1>Not Authorized</h1>", SourceOutcome.Unauthorized)]
    [InlineData(403, "", SourceOutcome.Refused)]
    [InlineData(596, "<h1>596 Service Not Found</h1>", SourceOutcome.Failed)]
    [InlineData(404, "{}", SourceOutcome.NotFound)]
    [InlineData(200, "<h1>", SourceOutcome.Malformed)]
    public async Task The_gate_before_it_tells_in_words_why_it_refuses(int status, string body, SourceOutcome outcome)
    {
        var reply = await _probe.AskAsync(Film, body, (HttpStatusCode)status, new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)));
        Assert.Equal(outcome, reply.Outcome);
        Assert.DoesNotContain("k3y", reply.Fault);
        if (outcome is SourceOutcome.Throttled) Assert.Equal(TimeSpan.FromSeconds(1), reply.RetryAfter);
    }

    private async Task<SourceRecord> TitleAsync(string body) => Assert.Single((await _probe.AskAsync(Film, body)).Titles);

    private static SourceQuery Details(string? id) => new() { Operation = SourceOperation.Details, ContentId = id, Region = "US" };
}
