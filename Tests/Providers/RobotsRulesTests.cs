using System.Diagnostics;
using MediaGateway.Providers.Imdb;

namespace MediaGateway.Tests.Providers;

public sealed class RobotsRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF# only a comment\n\n")]
    [InlineData("Disallow: /")]
    [InlineData("User-agent: *\nDisallow:")]
    [InlineData("User-agent: Other\nDisallow: /")]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: mediagateway\nDisallow:")]
    [InlineData("nonsense\n:::\nUser-agent\nDisallow /\n")]
    public void All_is_allowed_where_nothing_speaks_to_us(string text) => Assert.True(May(text, "/title/tt1/"));

    [Theory]
    [InlineData("User-agent: *\nDisallow: /")]
    [InlineData("\uFEFFUSER-AGENT : *\r\n  disallow :  /  # all of it\r\n")]
    [InlineData("user-agent:*\rdisallow:/")]
    [InlineData("User-agent: mEDIAgATEWAY/2.0 beta\nDisallow: /\n\nUser-agent: *\nAllow: /")]
    [InlineData("User-agent: A\nUser-agent: MediaGateway\nDisallow: /\nUser-agent: C\nAllow: /")]
    [InlineData("User-agent: MediaGateway\nSitemap: https://example.org/s.xml\nUser-agent: B\nDisallow: /")]
    [InlineData("User-agent: MediaGateway\nCrawl-delay: 10\nUser-agent: B\nDisallow: /")]
    [InlineData("User-agent: MediaGateway\nDisallow: /a\n\nUser-agent: B\nDisallow: /b\n\nUser-agent: MediaGateway\nDisallow: /title")]
    public void Groups_speak_to_whom_they_name_and_those_of_one_name_are_taken_together(string text) => Assert.False(May(text, "/title/tt1/"));

    [Fact]
    public void A_rule_after_rules_of_others_does_not_reach_back()
    {
        const string Text = "User-agent: MediaGateway\nAllow: /\nUser-agent: B\nDisallow: /";
        Assert.True(May(Text, "/x"));
        Assert.False(RobotsRules.Parse(Text).Allows("B", "/x"));
    }

    [Theory]
    [InlineData("/fish", "/fish", true)]
    [InlineData("/fish", "/fish.html", true)]
    [InlineData("/fish", "/fish/salmon?x=1", true)]
    [InlineData("/fish", "/Fish", false)]
    [InlineData("/fish", "/catfish", false)]
    [InlineData("/fish/", "/fish", false)]
    [InlineData("/fish*", "/fishheads", true)]
    [InlineData("/*.php", "/folder/filename.php?p=1", true)]
    [InlineData("/*.php", "/windows.PHP", false)]
    [InlineData("/*.php$", "/filename.php", true)]
    [InlineData("/*.php$", "/filename.php5", false)]
    [InlineData("/*.php$", "/a.php/b.php", true)]
    [InlineData("/fish*.php", "/fishheads/catfish.php?parameters", true)]
    [InlineData("/a**b", "/axxb", true)]
    [InlineData("/$", "/", true)]
    [InlineData("/$", "/a", false)]
    [InlineData("/a$b", "/a$b", true)]
    [InlineData("/a%24", "/a$", true)]
    [InlineData("/a%2A", "/a*", true)]
    [InlineData("/a%2A", "/ab", false)]
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84", true)]
    [InlineData("/foo/bar/%e3%83%84", "/foo/bar/ツ", true)]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz", true)]
    [InlineData("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https%3a%2f%2Ffoo.bar", true)]
    [InlineData("/a%", "/a%", true)]
    public void Patterns_cover_paths_as_RFC_9309_says(string pattern, string path, bool covers) =>
        Assert.Equal(!covers, May($"User-agent: *\nDisallow: {pattern}", path));

    [Theory]
    [InlineData("Allow: /p\nDisallow: /", "/page", true)]
    [InlineData("Disallow: /folder\nAllow: /folder", "/folder/page", true)]
    [InlineData("Allow: /folder\nDisallow: /folder", "/folder/page", true)]
    [InlineData("Allow: /page\nDisallow: /*.htm", "/page.htm", false)]
    [InlineData("Allow: /$\nDisallow: /", "/", true)]
    [InlineData("Allow: /$\nDisallow: /", "/page.htm", false)]
    [InlineData("Disallow: /example/page/\nAllow: /example/page/disallowed.gif\nDisallow: /example/page/disallow", "/example/page/disallowed.gif", true)]
    public void The_longest_match_decides_and_a_tie_allows(string rules, string path, bool allowed) =>
        Assert.Equal(allowed, May($"User-agent: *\n{rules}", path));

    [Fact]
    public void The_file_itself_may_always_be_got() => Assert.True(May("User-agent: *\nDisallow: /", "/robots.txt"));

    [Theory]
    [InlineData(200, false)]
    [InlineData(404, true)]
    [InlineData(403, true)]
    [InlineData(500, false)]
    [InlineData(0, false)]
    public void A_file_that_is_missing_allows_all_and_one_that_cannot_be_had_nothing(int status, bool allowed)
    {
        Assert.Equal(allowed, RobotsRules.Of(status, "User-agent: *\nDisallow: /").Allows("MediaGateway", "/x"));
        Assert.True(RobotsRules.Of(status, "User-agent: *\nDisallow: /").Allows("MediaGateway", "/robots.txt"));
    }

    [Fact]
    public void What_is_beyond_the_limit_is_not_read() =>
        Assert.True(May(new string('#', RobotsRules.MaxLength) + "\nUser-agent: *\nDisallow: /", "/x"));

    [Fact]
    public void A_pattern_of_many_stars_does_not_take_for_ever()
    {
        var started = Stopwatch.StartNew();
        Assert.True(May("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("a*", 2_000)) + "b", "/" + new string('a', 8_000)));
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(5));
    }

    private static bool May(string text, string path) => RobotsRules.Parse(text).Allows("MediaGateway", path);
}
