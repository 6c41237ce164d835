using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;

namespace MediaGateway.Tests.Domain.Platforms;

public sealed class DeepLinkTests
{
    [Theory]
    [InlineData("netflix", "80057281", DeviceOs.Ios, "nflx://www.netflix.com/title/80057281", "https://www.netflix.com/title/80057281", null, "363590051")]
    [InlineData("netflix", "80057281", DeviceOs.Android, "intent://www.netflix.com/title/80057281#Intent;scheme=nflx;package=com.netflix.mediaclient;end", "https://www.netflix.com/title/80057281", "com.netflix.mediaclient", null)]
    [InlineData("netflix", "80057281", DeviceOs.Web, "https://www.netflix.com/title/80057281", null, null, null)]
    [InlineData("prime_video", "B0875LXKQ3", DeviceOs.Ios, "aiv://aiv/detail?asin=B0875LXKQ3", "https://www.amazon.com/gp/video/detail/B0875LXKQ3", null, "545519333")]
    [InlineData("prime_video", "B0875LXKQ3", DeviceOs.Android, "intent://www.amazon.com/gp/video/detail/B0875LXKQ3#Intent;scheme=https;package=com.amazon.avod.thirdpartyclient;end", "https://www.amazon.com/gp/video/detail/B0875LXKQ3", "com.amazon.avod.thirdpartyclient", null)]
    public void A_title_opens_in_the_app_of_its_platform(string platform, string id, DeviceOs os, string url, string? fallback, string? package, string? store) =>
        Assert.Equal(new DeepLink(url, fallback, package, store, DeepLinkLevel.Title), DeepLinks.Of(PlatformDirectory.Find(platform)!, Film((platform, id)), os));

    [Fact]
    public void An_episode_opens_its_series_where_the_platform_names_only_that()
    {
        var episode = Film(("netflix", "80057281:s01e01")) with { Type = ContentType.Episode };
        Assert.Equal("https://www.netflix.com/title/80057281", DeepLinks.Of(PlatformDirectory.Find("netflix")!, episode, DeviceOs.Web).Url);
    }

    [Fact]
    public void A_link_starts_where_the_title_was_left_where_the_platform_can()
    {
        var link = DeepLinks.Of(PlatformDirectory.Find("youtube")!, Film(("youtube", "dQw4w9WgXcQ")), DeviceOs.Web, position: TimeSpan.FromMilliseconds(754_900));
        Assert.Equal(new DeepLink("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=754s", null, null, null, DeepLinkLevel.Position), link);
    }

    [Fact]
    public void A_position_behind_a_hash_never_cuts_an_intent_short()
    {
        var link = DeepLinks.Of(PlatformDirectory.Find("vimeo")!, Film(("vimeo", "76979871")), DeviceOs.Android, position: TimeSpan.FromSeconds(5));
        Assert.Equal("intent://vimeo.com/76979871#Intent;scheme=https;package=com.vimeo.android.videoapp;end", link.Url);
        Assert.Equal("https://vimeo.com/76979871#t=5s", link.Fallback);
    }

    [Theory]
    [InlineData("https://www.peacocktv.com/watch/asset/movies/x", "https://www.peacocktv.com/watch/asset/movies/x", DeepLinkLevel.Title)]
    [InlineData("http://www.peacocktv.com/watch", "https://www.peacocktv.com/", DeepLinkLevel.App)]
    [InlineData("https://peacocktv.com.evil.example/watch", "https://www.peacocktv.com/", DeepLinkLevel.App)]
    [InlineData("https://evilpeacocktv.com/watch", "https://www.peacocktv.com/", DeepLinkLevel.App)]
    [InlineData("https://user:pass@www.peacocktv.com/watch", "https://www.peacocktv.com/", DeepLinkLevel.App)]
    [InlineData("https://www.peacocktv.com:8443/watch", "https://www.peacocktv.com/", DeepLinkLevel.App)]
    [InlineData("javascript:alert(1)", "https://www.peacocktv.com/", DeepLinkLevel.App)]
    [InlineData("not an address", "https://www.peacocktv.com/", DeepLinkLevel.App)]
    public void The_address_of_an_offer_is_taken_only_where_it_is_the_platforms_own(string address, string url, DeepLinkLevel level)
    {
        var content = Film() with { Availability = [new Offer { Platform = "peacock", Region = "US", Kind = OfferKind.Subscription, Source = "test", DeepLink = address }] };
        Assert.Equal(new DeepLink(url, null, null, null, level), DeepLinks.Of(PlatformDirectory.Find("peacock")!, content, DeviceOs.Web));
    }

    [Fact]
    public void Nothing_that_is_not_the_form_of_an_id_gets_into_a_link() => Prop.ForAll<NonNull<string>>(text =>
    {
        foreach (var platform in PlatformDirectory.All)
        {
            foreach (var os in Enum.GetValues<DeviceOs>())
            {
                var link = DeepLinks.Of(platform, Film((platform.Id, text.Get + ";end#&?/\n")), os);
                Assert.Equal(DeepLinkLevel.App, link.Level);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void There_are_more_than_150_platforms_and_every_address_of_each_is_safe()
    {
        Assert.True(PlatformDirectory.All.Count > 150);
        Assert.All(PlatformDirectory.All, platform =>
        {
            Assert.True(SourceName.IsWellFormed(platform.Id), platform.Id);
            Assert.True(platform.Owns(new Uri(platform.Home)), platform.Home);
            Assert.All(platform.Regions, region => Assert.Matches("^[A-Z]{2}$", region));
            foreach (var type in Enum.GetValues<ContentType>())
            {
                if (platform.Web.AddressOf(type, "X") is { } address)
                    Assert.True(platform.Owns(new Uri(address)), address);
            }
        });
    }

    [Fact]
    public void Whatever_makes_a_link_in_an_app_also_makes_one_for_the_web() => Assert.All(PlatformDirectory.All, platform =>
    {
        foreach (var type in Enum.GetValues<ContentType>())
            Assert.True(platform.Web.AddressOf(type, "X") is not null || (platform.Ios.AddressOf(type, "X") ?? platform.Android.AddressOf(type, "X")) is null, platform.Id);
    });

    private static Content Film(params (string Source, string Id)[] ids) => new()
    {
        ContentId = "imdb:tt0000001",
        Type = ContentType.Movie,
        Title = "Any",
        UpdatedAt = DateTimeOffset.UnixEpoch,
        ExternalIds = ids.ToDictionary(id => id.Source, id => id.Id),
    };
}
