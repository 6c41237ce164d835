using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Tests.Catalogue;

public sealed class ContentIdTests
{
    [Theory]
    [InlineData("imdb:tt0133093", ContentIdKind.Imdb, "imdb", "tt0133093")]
    [InlineData("tmdb:movie:603", ContentIdKind.Tmdb, "tmdb", "movie:603")]
    [InlineData("tmdb:tv:1396", ContentIdKind.Tmdb, "tmdb", "tv:1396")]
    [InlineData("mg:0190163d-8694-739b-aea5-966c26f8ad91", ContentIdKind.Own, "mg", "0190163d-8694-739b-aea5-966c26f8ad91")]
    [InlineData("netflix:80057281", ContentIdKind.Outside, "netflix", "80057281")]
    [InlineData("wikipedia:Face/Off", ContentIdKind.Outside, "wikipedia", "Face/Off")]
    [InlineData("wikipedia:El_código_penal#1", ContentIdKind.Outside, "wikipedia", "El_código_penal#1")]
    public void A_well_formed_id_is_read_into_its_parts(string text, ContentIdKind kind, string scheme, string local)
    {
        Assert.True(ContentId.TryParse(text, out var id, out var reason), reason);
        Assert.Equal((kind, scheme, local, text), (id.Kind, id.Scheme, id.Local, id.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("imdb")]
    [InlineData(":tt0133093")]
    [InlineData("imdb:")]
    [InlineData("imdb:0133093")]
    [InlineData("imdb:tt133")]
    [InlineData("imdb:tt01330930000")]
    [InlineData("IMDB:tt0133093")]
    [InlineData("imdb:tt013309३")]
    [InlineData("tmdb:603")]
    [InlineData("tmdb:movie:0603")]
    [InlineData("tmdb:movie:-1")]
    [InlineData("tmdb:movie:99999999999")]
    [InlineData("mg:0190163D-8694-739b-aea5-966c26f8ad91")]
    [InlineData("mg:matrix")]
    [InlineData("netflix: 80057281")]
    [InlineData("netflix:80057281 ")]
    [InlineData("netflix:8005\u00007281")]
    [InlineData("9flix:1")]
    public void A_malformed_id_is_refused_with_a_reason(string? text)
    {
        Assert.False(ContentId.TryParse(text, out var id, out var reason));
        Assert.False(id.IsValid);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() => Assert.False(ContentId.TryParse("netflix:\ud800", out _, out _));

    [Fact]
    public void An_id_of_257_characters_is_refused()
    {
        Assert.True(ContentId.TryParse("netflix:" + new string('8', 248), out _, out _));
        Assert.False(ContentId.TryParse("netflix:" + new string('8', 249), out _, out _));
    }

    [Theory]
    [InlineData("netflix:80057281:s01e02", 1, 2)]
    [InlineData("netflix:80057281:s12e1024", 12, 1024)]
    public void The_episode_of_a_platform_id_is_known(string text, int season, int episode)
    {
        Assert.True(ContentId.TryParse(text, out var id, out _));
        Assert.Equal((season, episode), id.Episode);
    }

    [Fact]
    public void A_title_keeps_the_better_known_id_and_then_the_lesser_one()
    {
        string[] ordered = ["imdb:tt0000001", "imdb:tt0000002", "tmdb:movie:1", "mg:0190163d-8694-739b-aea5-966c26f8ad91"];
        var ids = ordered.Reverse().Select(text => ContentId.TryParse(text, out var id, out _) ? id : default).Order();
        Assert.Equal(ordered, ids.Select(id => id.Value));
    }
}
