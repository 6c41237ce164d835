using MediaGateway.ApiFrontend.Hardening;

namespace MediaGateway.Tests.Http;

public sealed class RequestTextTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/a%20b?q=%C3%A9", true)]
    [InlineData("/api/v1/content/imdb%3Att0133093", true)]
    [InlineData("/a%00", false)]
    [InlineData("/a?b=%ff", false)]
    [InlineData("/a?b=%C3", false)]
    [InlineData("/a?b=%ED%A0%80", false)]
    [InlineData("/a?b=%zz", false)]
    [InlineData("/a?b=%4", false)]
    [InlineData("/a?b=%", false)]
    public void An_address_is_sound_when_its_escapes_are_text(string target, bool sound) => Assert.Equal(sound, RequestText.IsSound(target));

    [Fact]
    public void A_long_address_is_looked_at_to_its_end() => Assert.False(RequestText.IsSound("/%20" + new string('a', 5000) + "%00"));
}
