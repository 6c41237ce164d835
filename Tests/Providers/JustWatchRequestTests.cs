using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.JustWatch;

namespace MediaGateway.Tests.Providers;

public sealed partial class JustWatchRequestTests
{
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "odd", Region = "US" };
    private static readonly SourceQuery Details = new() { Operation = SourceOperation.Details, ContentId = "justwatch:tm92641", Region = "DE" };
    private static readonly SourceQuery Catalogue = new() { Operation = SourceOperation.Catalogue, Platform = "prime_video", Region = "FR" };
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "US" };
    private readonly JustWatchProtocol _protocol = new();

    [Fact]
    public async Task A_search_is_a_question_about_popular_titles_in_which_the_words_are_a_variable()
    {
        var body = await BodyOfAsync(Search with { Text = "a\"}{&é", Type = ContentType.Series });
        Assert.Equal(
            """{"country":"US","language":"en","filter":{"searchQuery":"a\"}{&é","objectTypes":["SHOW"]},"first":20,"after":null}""",
            body["variables"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.DoesNotContain("a\"}", body["query"]!.GetValue<string>());
    }

    [Fact]
    public async Task Details_and_offers_are_asked_for_by_its_own_id()
    {
        Assert.Equal("""{"country":"DE","language":"en","id":"tm92641"}""", (await BodyOfAsync(Details))["variables"]!.ToJsonString());
        var offers = await BodyOfAsync(Details with { Operation = SourceOperation.Availability, ContentId = "justwatch:ts20682" });
        Assert.Equal("""{"country":"DE","language":"en","id":"ts20682"}""", offers["variables"]!.ToJsonString());
        Assert.DoesNotContain("shortDescription", offers["query"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_catalogue_names_the_platform_by_each_name_it_has_somewhere_and_goes_on_from_its_cursor() => Assert.Equal(
        """{"country":"FR","language":"en","filter":{"packages":["amp","prv"]},"first":40,"after":"NDA="}""",
        (await BodyOfAsync(Catalogue with { Cursor = "NDA=" }))["variables"]!.ToJsonString());

    [Fact]
    public void It_is_one_address_to_which_JSON_is_posted()
    {
        using var request = SourceCall.Request(_protocol, Health, secret: "");
        Assert.Equal((HttpMethod.Post, "https://apis.justwatch.com/graphql"), (request.Method, request.RequestUri!.AbsoluteUri));
        Assert.Equal("application/json; charset=utf-8", request.Content!.Headers.ContentType!.ToString());
        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public void A_partners_token_goes_as_a_bearer()
    {
        using var request = SourceCall.Request(_protocol, Health);
        Assert.Equal(new AuthenticationHeaderValue("Bearer", "k3y"), request.Headers.Authorization);
    }

    [Fact]
    public async Task Every_question_is_sound_and_declares_just_the_variables_and_fragments_that_it_uses()
    {
        foreach (var query in new[] { Search, Details, Details with { Operation = SourceOperation.Availability }, Catalogue, Health })
        {
            var body = await BodyOfAsync(query);
            var text = body["query"]!.GetValue<string>();
            Assert.Equal(text.Count(c => c is '{'), text.Count(c => c is '}'));
            Assert.Equal(text.Count(c => c is '('), text.Count(c => c is ')'));

            var declared = Declaration().Matches(text).Select(match => match.Groups[1].Value).Order().ToArray();
            var used = Variable().Matches(text).Select(match => match.Groups[1].Value).GroupBy(name => name).Where(uses => uses.Count() > 1).Select(uses => uses.Key).Order();
            Assert.Equal(declared, used);
            Assert.Equal(declared, body["variables"]!.AsObject().Select(variable => variable.Key).Order());

            var fragments = Regex.Matches(text, @"fragment (\w+) on").Select(match => match.Groups[1].Value).Order();
            Assert.Equal(fragments, Regex.Matches(text, @"\.\.\.(\w+)").Select(match => match.Groups[1].Value).Distinct().Order());
        }
    }

    [Theory]
    [InlineData("imdb:tt0133093")]
    [InlineData("tmdb:movie:603")]
    [InlineData("netflix:80057281")]
    [InlineData("justwatch:92641")]
    [InlineData("justwatch:tm")]
    [InlineData("justwatch:tp5")]
    [InlineData("justwatch:tm5:s01e01")]
    [InlineData("justwatch:tm5\"}")]
    [InlineData(null)]
    public void Titles_by_other_ids_are_not_asked_for(string? id)
    {
        Assert.False(_protocol.CanAnswer(Details with { ContentId = id }));
        Assert.False(_protocol.CanAnswer(Details with { Operation = SourceOperation.Availability, ContentId = id }));
    }

    [Theory]
    [InlineData("us")]
    [InlineData("USA")]
    [InlineData("U1")]
    [InlineData("")]
    public void A_country_that_is_not_two_capital_letters_is_not_asked_about(string region)
    {
        Assert.False(_protocol.CanAnswer(Search with { Region = region }));
        Assert.False(_protocol.CanAnswer(Details with { Region = region }));
        Assert.True(_protocol.CanAnswer(Health with { Region = region }));
    }

    [Fact]
    public void What_it_does_not_have_is_not_asked_for()
    {
        Assert.False(_protocol.CanAnswer(Catalogue with { Operation = SourceOperation.Expiring }));
        Assert.False(_protocol.CanAnswer(Catalogue with { Platform = "spotify" }));
        Assert.False(_protocol.CanAnswer(Search with { Text = null }));
        Assert.False(_protocol.CanAnswer(Search with { Type = ContentType.Album }));
    }

    private async Task<JsonNode> BodyOfAsync(SourceQuery query)
    {
        using var request = SourceCall.Request(_protocol, query);
        return JsonNode.Parse(await request.Content!.ReadAsStringAsync())!;
    }

    [GeneratedRegex(@"\$(\w+): \w")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Variable();
}
