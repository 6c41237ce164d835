using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.StreamingAvailability;

namespace MediaGateway.Tests.Providers;

public sealed class StreamingAvailabilityRequestTests
{
    private readonly StreamingAvailabilityProtocol _protocol = new();

    [Fact]
    public void A_search_asks_for_titles_in_the_country_and_escapes_what_was_typed() => Assert.Equal(
        "https://streaming-availability.p.rapidapi.com/shows/search/title?country=us&title=a%26b%20%2F%3F%23%C3%A9&show_type=series&series_granularity=show&output_language=en",
        AddressFor(new SourceQuery { Operation = SourceOperation.Search, Text = "a&b /?#é", Type = ContentType.Series, Region = "US" }));

    [Theory]
    [InlineData("imdb:tt0133093", "shows/tt0133093")]
    [InlineData("tmdb:movie:603", "shows/movie/603")]
    [InlineData("tmdb:tv:1399", "shows/tv/1399")]
    [InlineData("streaming_availability:4321", "shows/4321")]
    public void Details_and_offers_are_asked_for_by_any_id_that_the_API_knows(string id, string path)
    {
        foreach (var operation in new[] { SourceOperation.Details, SourceOperation.Availability })
        {
            Assert.Equal(
                $"https://streaming-availability.p.rapidapi.com/{path}?country=gb&series_granularity=show&output_language=en",
                AddressFor(new SourceQuery { Operation = operation, ContentId = id, Region = "GB" }));
        }
    }

    [Fact]
    public void A_catalogue_is_asked_for_page_by_page_with_its_cursor_escaped() => Assert.Equal(
        "https://streaming-availability.p.rapidapi.com/shows/search/filters?country=us&catalogs=prime&series_granularity=show&cursor=66%3A100%25%20Wolf&output_language=en",
        AddressFor(new SourceQuery { Operation = SourceOperation.Catalogue, Platform = "prime_video", Cursor = "66:100% Wolf", Region = "US" }));

    [Fact]
    public void What_expires_is_asked_for_in_the_order_in_which_it_leaves() => Assert.Equal(
        "https://streaming-availability.p.rapidapi.com/changes?country=us&catalogs=netflix&change_type=expiring&item_type=show&order_direction=asc&cursor=1%3A2&output_language=en",
        AddressFor(new SourceQuery { Operation = SourceOperation.Expiring, Platform = "netflix", Days = 7, Cursor = "1:2", Region = "US" }));

    [Fact]
    public void RapidAPI_gets_the_key_and_the_host_in_headers_and_never_in_the_address()
    {
        using var request = SourceCall.Request(_protocol, new SourceQuery { Operation = SourceOperation.Health, Region = "US" });
        Assert.Equal("https://streaming-availability.p.rapidapi.com/genres?output_language=en", request.RequestUri!.AbsoluteUri);
        Assert.Equal(["k3y"], request.Headers.GetValues("X-RapidAPI-Key"));
        Assert.Equal(["streaming-availability.p.rapidapi.com"], request.Headers.GetValues("X-RapidAPI-Host"));
        Assert.False(request.Headers.Contains("X-API-Key"));
    }

    [Fact]
    public void The_providers_own_address_gets_the_key_in_its_own_header()
    {
        var protocol = new StreamingAvailabilityProtocol(new Uri("https://api.movieofthenight.com/v4/"));
        using var request = SourceCall.Request(protocol, new SourceQuery { Operation = SourceOperation.Health, Region = "US" });
        Assert.Equal("https://api.movieofthenight.com/v4/genres?output_language=en", request.RequestUri!.AbsoluteUri);
        Assert.Equal(["k3y"], request.Headers.GetValues("X-API-Key"));
        Assert.False(request.Headers.Contains("X-RapidAPI-Key"));
    }

    [Theory]
    [InlineData("netflix:80057281")]
    [InlineData("imdb:tt4574334:s01e01")]
    [InlineData("streaming_availability:82:s01e01")]
    [InlineData("streaming_availability:../genres")]
    [InlineData("mg:3c3c0f8b-7366-4d15-88ab-18050285978e")]
    [InlineData(null)]
    public void Titles_by_other_ids_are_not_asked_for(string? id)
    {
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Details, ContentId = id, Region = "US" }));
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Availability, ContentId = id, Region = "US" }));
    }

    [Fact]
    public void Platforms_that_the_API_does_not_follow_and_kinds_that_it_does_not_have_are_not_asked_for()
    {
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Catalogue, Platform = "spotify", Region = "US" }));
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Expiring, Platform = "youtube", Region = "US" }));
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Search, Text = "x", Type = ContentType.Album, Region = "US" }));
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Search, Region = "US" }));
    }

    private string AddressFor(SourceQuery query)
    {
        using var request = SourceCall.Request(_protocol, query);
        Assert.Equal(HttpMethod.Get, request.Method);
        return request.RequestUri!.AbsoluteUri;
    }
}
