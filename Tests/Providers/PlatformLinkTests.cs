using System.Text.Json;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Tests.Providers;

public sealed class PlatformLinkTests
{
    private const string Uuid = "3c3c0f8b-7366-4d15-88ab-18050285978e";

    [Theory]
    [InlineData("netflix", "https://www.netflix.com/title/80057281", "80057281")]
    [InlineData("netflix", "https://www.netflix.com/de-en/title/80057281?s=i", "80057281")]
    [InlineData("netflix", "https://www.netflix.com/watch/80057281/", "80057281")]
    [InlineData("netflix", "https://www.netflix.com/browse", null)]
    [InlineData("prime_video", "https://www.amazon.com/gp/video/detail/B00FZPGTD8/ref=atv_1", "B00FZPGTD8")]
    [InlineData("prime_video", "https://www.amazon.com/dp/0K6DIDWBD1YJ2HGZSXJRL6YC5U", "0K6DIDWBD1YJ2HGZSXJRL6YC5U")]
    [InlineData("prime_video", "https://app.primevideo.com/detail?gti=amzn1.dv.gti." + Uuid + "&ie=UTF8", "amzn1.dv.gti." + Uuid)]
    [InlineData("prime_video", "https://www.primevideo.com/region/eu/detail/0K6DIDWBD1YJ2HGZSXJRL6YC5U", "0K6DIDWBD1YJ2HGZSXJRL6YC5U")]
    [InlineData("disney_plus", "https://www.disneyplus.com/browse/entity-" + Uuid, Uuid)]
    [InlineData("disney_plus", "https://www.disneyplus.com/movies/some-film/1WEuZ7H6y39v", null)]
    [InlineData("hulu", "https://www.hulu.com/series/a-long-name-of-a-series-" + Uuid, Uuid)]
    [InlineData("hulu", "https://www.hulu.com/watch/" + Uuid, Uuid)]
    [InlineData("hbo_max", "https://play.hbomax.com/show/" + Uuid, Uuid)]
    [InlineData("hbo_max", "https://play.max.com/movie/" + Uuid, Uuid)]
    [InlineData("apple_tv", "https://tv.apple.com/us/show/some-show/umc.cmc.vtoh0mn0xn7t3c643xqonfzy?at=1", "umc.cmc.vtoh0mn0xn7t3c643xqonfzy")]
    [InlineData("paramount_plus", "https://www.paramountplus.com/shows/evil/", "evil")]
    [InlineData("paramount_plus", "https://www.paramountplus.com/shows/video/Ab12_cd/", null)]
    [InlineData("paramount_plus", "https://www.paramountplus.com/movies/video/Ab12_cd/", "Ab12_cd")]
    [InlineData("tubi", "https://tubitv.com/movies/312345/some-film", "312345")]
    [InlineData("mubi", "https://mubi.com/films/some-film", "some-film")]
    [InlineData("mubi", "https://mubi.com/en/us/films/some-film", "some-film")]
    [InlineData("bbc_iplayer", "https://www.bbc.co.uk/iplayer/episode/b0074t49/some-film", "b0074t49")]
    [InlineData("crunchyroll", "https://www.crunchyroll.com/series/GG5H5XQ7D/some-series", "GG5H5XQ7D")]
    [InlineData("youtube", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "dQw4w9WgXcQ")]
    [InlineData("peacock", "https://www.peacocktv.com/watch/asset/1", null)]
    public void The_platforms_own_id_is_read_out_of_its_addresses(string platform, string address, string? id)
    {
        var link = Read(address, platform, out var unmapped);
        Assert.Equal((platform, address, id), (link.Platform, link.Address, link.Id));
        Assert.Empty(unmapped.Counts);
    }

    [Theory]
    [InlineData("netflix", ContentType.Series, "80057281")]
    [InlineData("prime_video", ContentType.Movie, "B00FZPGTD8")]
    [InlineData("disney_plus", ContentType.Movie, Uuid)]
    [InlineData("hbo_max", ContentType.Series, Uuid)]
    [InlineData("hulu", ContentType.Movie, Uuid)]
    [InlineData("apple_tv", ContentType.Movie, "umc.cmc.vtoh0mn0xn7t3c643xqonfzy")]
    [InlineData("paramount_plus", ContentType.Movie, "Ab12_cd")]
    [InlineData("crunchyroll", ContentType.Series, "GG5H5XQ7D")]
    [InlineData("tubi", ContentType.Movie, "312345")]
    [InlineData("mubi", ContentType.Movie, "some-film")]
    [InlineData("bbc_iplayer", ContentType.Series, "b0074t49")]
    [InlineData("stan", ContentType.Movie, "1234")]
    [InlineData("starz", ContentType.Series, "1234")]
    [InlineData("youtube", ContentType.Video, "dQw4w9WgXcQ")]
    [InlineData("google_play", ContentType.Movie, "abcDEF123")]
    public void An_id_comes_back_out_of_the_link_that_is_made_of_it(string platform, ContentType type, string id)
    {
        var content = new Content { ContentId = "imdb:tt0133093", UpdatedAt = default, Title = "T", Type = type, ExternalIds = new Dictionary<string, string> { [platform] = id } };
        Assert.Equal(id, Read(DeepLinks.Of(PlatformDirectory.Find(platform)!, content, DeviceOs.Web).Url, platform, out _).Id);
    }

    [Fact]
    public void A_link_by_way_of_advertisers_is_read_as_the_address_behind_them()
    {
        const string Behind = "https://www.disneyplus.com/browse/entity-" + Uuid;
        var partner = "https://partner.example/c/1?u=" + Uri.EscapeDataString(Behind) + "&sub=x";
        var click = "https://click.example/a?cx=e30&r=" + Uri.EscapeDataString(partner) + "&country=us";
        Assert.Equal(new PlatformLink("disney_plus", Behind, Uuid), Read(click, "disney_plus", out _));
    }

    [Fact]
    public void A_link_wrapped_too_often_or_around_somebody_else_stays_as_it_is()
    {
        var link = "https://www.netflix.com/title/1";
        for (var i = 0; i < 4; i++)
        {
            link = "https://click.example/?r=" + Uri.EscapeDataString(link);
        }

        Assert.Equal(new PlatformLink("netflix", link, null), Read(link, "netflix", out _));
        Assert.Equal("https://click.example/?r=https://evil.example/title/1", Read("https://click.example/?r=https://evil.example/title/1", "netflix", out _).Address);
    }

    [Fact]
    public void An_id_is_read_only_from_the_platforms_own_host()
    {
        Assert.Null(Read("https://netflix.com.evil.example/title/80057281", "netflix", out _).Id);
        Assert.Null(Read("https://www.netflix.com@evil.example/title/80057281", "netflix", out _).Id);
    }

    [Fact]
    public void A_plain_address_of_the_platform_becomes_a_secure_one() =>
        Assert.Equal(new PlatformLink("netflix", "https://www.netflix.com/title/80057281", "80057281"), Read("http://www.netflix.com/title/80057281", "netflix", out _));

    [Theory]
    [InlineData("Deeplinks available for paid plans only.")]
    [InlineData("javascript:alert(1)")]
    [InlineData("nflx://www.netflix.com/title/1")]
    [InlineData("/title/1")]
    public void What_is_no_web_address_is_left_out_and_noted(string text)
    {
        Assert.Equal(new PlatformLink("netflix", null, null), Read(text, "netflix", out var unmapped));
        Assert.Equal(1, unmapped.Counts["$"]);
    }

    [Fact]
    public void Nothing_is_said_about_a_link_that_is_not_there()
    {
        Assert.Equal(new PlatformLink("netflix", null, null), Read(null, "netflix", out var unmapped));
        Assert.Equal(new PlatformLink("netflix", null, null), Read("", "netflix", out _));
        Assert.Empty(unmapped.Counts);
    }

    private static PlatformLink Read(string? link, string platform, out UnmappedFields unmapped)
    {
        unmapped = new UnmappedFields();
        return PlatformLink.Read(Payload.Of(JsonElement.Parse(JsonSerializer.Serialize(link)), unmapped), platform);
    }
}
