using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Tests.Catalogue;

public sealed class LineParserTests
{
    [Fact]
    public void A_line_of_a_common_dump_is_understood()
    {
        var record = Read("""
            {"title":" After Dark ","year":1900,"cast":["May Irwin",null,"May Irwin"],"genres":["Drama"],"href":"After_Dark","extract":"A film.","thumbnail":"//upload.example/a.jpg","thumbnail_width":320}
            """);
        Assert.Equal(("After Dark", 1900, "After_Dark", "A film.", "https://upload.example/a.jpg"),
            (record.Title, record.Year, record.SourceId, record.Overview, record.Images.Poster));
        Assert.Equal(["May Irwin"], record.Cast);
    }

    [Fact]
    public void A_content_object_of_the_contract_is_understood()
    {
        var record = Read("""
            {"content_id":"imdb:tt0133093","type":"movie","title":"The Matrix","original_title":"","release_date":"1999-03-31","runtime_minutes":"136",
             "genres":[{"id":28,"name":"Action"}],"directors":"Lana Wachowski","rating":4.36,"ratings":[{"source":"imdb","value":8.7,"scale":10,"votes":2000000}],
             "images":{"poster":"https://img.example/p.jpg","logo":1},"external_ids":{"tmdb":603,"netflix":"20557937"},
             "availability":[{"platform":"netflix","region":"US","offer":"subscription","price":null,"as_of":"2026-01-31T12:00:00Z"}],"provenance":{"title":"tmdb"}}
            """.ReplaceLineEndings(" "));
        Assert.Equal("imdb:tt0133093", record.ContentId.Value);
        Assert.Equal((ContentType.Movie, new DateOnly(1999, 3, 31), 136, 4.4m), (record.Type, record.ReleaseDate, record.RuntimeMinutes, record.Rating));
        Assert.Equal(["Action"], record.Genres);
        Assert.Equal(["Lana Wachowski"], record.Directors);
        Assert.Equal(new SourceRating("imdb", 8.7m, 10m, 2_000_000), Assert.Single(record.Ratings));
        Assert.Equal(("603", "20557937"), (record.ExternalIds["tmdb"], record.ExternalIds["netflix"]));
        Assert.Equal(OfferKind.Subscription, Assert.Single(record.Availability).Kind);
        Assert.Null(record.OriginalTitle);
    }

    [Fact]
    public void The_contracts_name_counts_where_a_dumps_name_is_given_too()
    {
        Assert.Equal("a", Read("""{"title":"T","overview":"a","extract":"b"}""").Overview);
        Assert.Equal("a", Read("""{"title":"T","extract":"b","overview":"a"}""").Overview);
    }

    [Fact]
    public void An_id_given_by_imdb_itself_is_an_outside_id()
    {
        var parsed = LineParser.Parse("""{"title":"T","id":"tt0133093"}"""u8, "imdb");
        Assert.Equal("imdb:tt0133093", TitleIdentity.Of(parsed.Record!).Canonical.Value);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("null", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("\"title\"", "not a JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{\"title\":\"T\"}{}", "not valid JSON")]
    [InlineData("{\"title\":\"T\",}", "not valid JSON")]
    [InlineData("{}", "title is missing")]
    [InlineData("{\"title\":null}", "title is missing")]
    [InlineData("{\"title\":\"  \"}", "title is missing")]
    [InlineData("{\"title\":7}", "title must be text")]
    [InlineData("{\"title\":[\"T\"]}", "title must be text")]
    [InlineData("{\"title\":\"a\\u0000b\"}", "title holds a control character")]
    [InlineData("{\"title\":\"a\nb\"}", "not valid JSON")]
    [InlineData("{\"title\":\"\\ud800\"}", "title holds half of a surrogate pair")]
    [InlineData("{\"title\":\"T\",\"year\":9223372036854775808}", "year must be a whole number")]
    [InlineData("{\"title\":\"T\",\"year\":1e400}", "year must be a number")]
    [InlineData("{\"title\":\"T\",\"year\":1999.5}", "year must be a whole number")]
    [InlineData("{\"title\":\"T\",\"year\":-1}", "year must be a whole number from")]
    [InlineData("{\"title\":\"T\",\"year\":\"soon\"}", "year must be a number")]
    [InlineData("{\"title\":\"T\",\"year\":true}", "year must be a number")]
    [InlineData("{\"title\":\"T\",\"year\":{}}", "year must be a number")]
    [InlineData("{\"title\":\"T\",\"runtime\":0}", "runtime_minutes must be")]
    [InlineData("{\"title\":\"T\",\"rating\":5.1}", "rating must be 0 to 5")]
    [InlineData("{\"title\":\"T\",\"type\":\"opera\"}", "type must be movie")]
    [InlineData("{\"title\":\"T\",\"type\":1}", "type must be text")]
    [InlineData("{\"title\":\"T\",\"release_date\":\"31.3.1999\"}", "release_date must be a day")]
    [InlineData("{\"title\":\"T\",\"cast\":{\"name\":\"A\"}}", "cast must be a list")]
    [InlineData("{\"title\":\"T\",\"cast\":[1]}", "cast must be text")]
    [InlineData("{\"title\":\"T\",\"cast\":[[\"A\"]]}", "cast must be text")]
    [InlineData("{\"title\":\"T\",\"genres\":[{\"id\":1}]}", "genres must be a list")]
    [InlineData("{\"title\":\"T\",\"imdb_id\":\"nm0000206\"}", "external_ids.imdb")]
    [InlineData("{\"title\":\"T\",\"tmdb_id\":-5}", "tmdb_id must be")]
    [InlineData("{\"title\":\"T\",\"id\":9223372036854775808}", "id must be text or a whole number")]
    [InlineData("{\"title\":\"T\",\"content_id\":\"matrix\"}", "content_id:")]
    [InlineData("{\"title\":\"T\",\"external_ids\":{\"mg\":\"x\"}}", "external_ids")]
    [InlineData("{\"title\":\"T\",\"external_ids\":{\"Netflix\":\"1\"}}", "external_ids")]
    [InlineData("{\"title\":\"T\",\"external_ids\":[]}", "external_ids must be an object")]
    [InlineData("{\"title\":\"T\",\"thumbnail\":\"javascript:alert(1)\"}", "images.poster must be an http")]
    [InlineData("{\"title\":\"T\",\"ratings\":[{\"source\":\"imdb\",\"value\":11,\"scale\":10}]}", "ratings.value")]
    [InlineData("{\"title\":\"T\",\"ratings\":[{\"value\":1}]}", "ratings.source")]
    [InlineData("{\"title\":\"T\",\"availability\":[{\"platform\":\"netflix\",\"region\":\"usa\",\"offer\":\"rent\"}]}", "availability.region")]
    [InlineData("{\"title\":\"T\",\"availability\":[{\"platform\":\"netflix\",\"region\":\"US\",\"offer\":\"steal\"}]}", "availability.offer")]
    [InlineData("{\"title\":\"T\",\"availability\":[{\"platform\":\"netflix\",\"region\":\"US\",\"offer\":\"rent\",\"leaves_at\":\"never\"}]}", "availability.leaves_at")]
    [InlineData("{\"title\":\"T\",\"x\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}", "not valid JSON")]
    public void A_bad_line_is_refused_with_a_reason_that_names_the_fault(string line, string reason)
    {
        var parsed = LineParser.Parse(Encoding.UTF8.GetBytes(line), "test");
        Assert.Null(parsed.Record);
        Assert.Contains(reason, parsed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_utf8_is_refused() =>
        Assert.Equal("the line is not valid UTF-8", LineParser.Parse([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8], "test").Reason);

    [Fact]
    public void A_line_longer_than_a_mebibyte_is_refused() =>
        Assert.Contains("longer", LineParser.Parse(new byte[LineParser.MaxLineBytes + 1], "test").Reason, StringComparison.Ordinal);

    [Fact]
    public void Fields_that_are_too_long_are_refused_not_cut()
    {
        Assert.Contains("title has 501 characters", LineParser.Parse(Encoding.UTF8.GetBytes($$"""{"title":"{{new string('a', 501)}}"}"""), "test").Reason, StringComparison.Ordinal);
        Assert.Contains("cast has 501 entries", LineParser.Parse(Encoding.UTF8.GetBytes(
            $$"""{"title":"T","cast":[{{string.Join(',', Enumerable.Range(0, 501).Select(i => $"\"{i}\""))}}]}"""), "test").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_come_the_answer_is_a_record_or_a_reason()
    {
        string[] shards = ["{", "}", "[", "]", ":", ",", "\"title\"", "\"T\"", "\"year\"", "1999", "-", "\"\\ud800\"", "\"availability\"", "\"offer\"", "\"\\ud800\\u0061\"", "null", "\"external_ids\"", "\u0000", "1e999", "\"name\"", "\"cast\""];
        var lines = Gen.Elements(shards).ListOf().Select(string.Concat)
            .SelectMany(text => Gen.Elements(text, "{\"title\":\"T\",\"availability\":[{" + text + "}]}", "{\"title\":\"T\"," + text + "}", "{\"title\":\"T\",\"external_ids\":{" + text + "}}"));
        Prop.ForAll(lines.ToArbitrary(), line =>
        {
            var parsed = LineParser.Parse(Encoding.UTF8.GetBytes(line), "test");
            return parsed.Record is null != parsed.Reason is null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static SourceRecord Read(string line)
    {
        var parsed = LineParser.Parse(Encoding.UTF8.GetBytes(line.Trim()), "wikipedia");
        return parsed.Record ?? throw new Xunit.Sdk.XunitException(parsed.Reason);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_a_name_is_a_reason_and_not_a_crash()
    {
        var parsed = LineParser.Parse("""{"title":"T","availability":[{"\ud800\u0061":1e999}]}"""u8, "test");
        Assert.Null(parsed.Record);
        Assert.NotNull(parsed.Reason);
    }
}
