using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Watchmode;

namespace MediaGateway.Tests.Providers;

public sealed class WatchmodeRequestTests
{
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "a&b /?#é", Region = "US" };
    private static readonly SourceQuery Catalogue = new() { Operation = SourceOperation.Catalogue, Platform = "netflix", Region = "DE" };
    private readonly WatchmodeProtocol _protocol = new();

    [Fact]
    public void A_search_completes_titles_and_escapes_what_was_typed()
    {
        const string Path = "https://api.watchmode.com/v1/autocomplete-search/?search_value=a%26b%20%2F%3F%23%C3%A9&search_type=";
        Assert.Equal(Path + "2", AddressFor(Search));
        Assert.Equal(Path + "3", AddressFor(Search with { Type = ContentType.Movie }));
        Assert.Equal(Path + "4", AddressFor(Search with { Type = ContentType.Series }));
    }

    [Fact]
    public void A_search_for_an_IMDb_id_is_a_search_in_that_field() =>
        Assert.Equal("https://api.watchmode.com/v1/search/?search_field=imdb_id&search_value=tt0133093", AddressFor(Search with { Text = "tt0133093" }));

    [Theory]
    [InlineData("imdb:tt0133093", "tt0133093")]
    [InlineData("tmdb:movie:603", "movie-603")]
    [InlineData("tmdb:tv:1399", "tv-1399")]
    [InlineData("watchmode:345534", "345534")]
    public void Details_and_offers_are_asked_for_by_any_id_that_it_knows(string id, string named)
    {
        var details = new SourceQuery { Operation = SourceOperation.Details, ContentId = id, Region = "GB" };
        Assert.Equal($"https://api.watchmode.com/v1/title/{named}/details/?append_to_response=sources&regions=GB", AddressFor(details));
        Assert.Equal($"https://api.watchmode.com/v1/title/{named}/sources/?regions=GB", AddressFor(details with { Operation = SourceOperation.Availability }));
    }

    [Fact]
    public void A_catalogue_is_asked_for_by_the_number_of_the_platform_page_by_page()
    {
        Assert.Equal("https://api.watchmode.com/v1/list-titles/?source_ids=203&source_types=sub&regions=DE&page=1&limit=250", AddressFor(Catalogue));
        Assert.Equal(
            "https://api.watchmode.com/v1/list-titles/?source_ids=26&source_types=sub&regions=DE&types=tv_series%2Ctv_miniseries&page=7&limit=250",
            AddressFor(Catalogue with { Platform = "prime_video", Cursor = "7", Type = ContentType.Series }));
        Assert.Equal("https://api.watchmode.com/v1/list-titles/?regions=DE&types=movie&page=1&limit=250", AddressFor(Catalogue with { Platform = null, Type = ContentType.Movie }));
    }

    [Fact]
    public void The_key_travels_in_a_header_and_never_in_the_address()
    {
        using var request = SourceCall.Request(_protocol, new SourceQuery { Operation = SourceOperation.Health, Region = "US" });
        Assert.Equal("https://api.watchmode.com/v1/status/", request.RequestUri!.AbsoluteUri);
        Assert.Equal(["k3y"], request.Headers.GetValues("X-API-Key"));
    }

    [Theory]
    [InlineData("netflix:80057281")]
    [InlineData("imdb:tt4574334:s01e01")]
    [InlineData("watchmode:1/../../status")]
    [InlineData(null)]
    public void Titles_by_other_ids_are_not_asked_for(string? id)
    {
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Details, ContentId = id, Region = "US" }));
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Availability, ContentId = id, Region = "US" }));
    }

    [Fact]
    public void What_it_does_not_have_is_not_asked_for()
    {
        Assert.False(_protocol.CanAnswer(new SourceQuery { Operation = SourceOperation.Expiring, Platform = "netflix", Region = "US" }));
        Assert.False(_protocol.CanAnswer(Search with { Platform = "netflix" }));
        Assert.False(_protocol.CanAnswer(Search with { Text = null }));
        Assert.False(_protocol.CanAnswer(Search with { Type = ContentType.Track }));
        Assert.False(_protocol.CanAnswer(Catalogue with { Platform = "spotify" }));
        foreach (var cursor in new[] { "", "0", "-1", "x", "99999999999", "1&page=2" })
        {
            Assert.False(_protocol.CanAnswer(Catalogue with { Cursor = cursor }));
        }
    }

    private string AddressFor(SourceQuery query)
    {
        using var request = SourceCall.Request(_protocol, query);
        Assert.Equal(HttpMethod.Get, request.Method);
        return request.RequestUri!.AbsoluteUri;
    }
}
