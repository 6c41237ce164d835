using System.Text.Json;
using System.Web;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.YouTube;
using MediaGateway.Tests.Providers;

namespace MediaGateway.Tests.Outside.Providers;

/// <summary>Answers that YouTube gave to others, and its own description of the API.</summary>
[Trait("Category", "Outside")]
public sealed class YouTubeRecordingsTests
{
    private static readonly YouTubeProtocol Protocol = new();
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "news", Region = "US" };
    private static readonly SourceQuery Details = new() { Operation = SourceOperation.Details, ContentId = "youtube:D-lhorsDlUQ", Region = "US" };

    [OutsideFact]
    public void Every_recorded_answer_is_read_without_a_fault()
    {
        foreach (var file in Directory.EnumerateFiles(OutsideFiles.PathOf("fixtures/youtube"), "*.json"))
        {
            foreach (var query in new[] { Search, Details, Details with { Operation = SourceOperation.Availability } })
            {
                Assert.Equal(SourceOutcome.Answered, Protocol.Answered(query, File.ReadAllText(file)).Outcome);
            }
        }
    }

    [OutsideFact]
    public void Searches_give_the_videos_and_not_the_channels()
    {
        var live = Recorded(Search, "search_search_by_event");
        Assert.Equal(25, live.Titles.Count);
        Assert.Contains(live.Titles, title => title.Title.StartsWith("MediaOneTV Live | Latest Malayalam News & Live Updates", StringComparison.Ordinal));
        Assert.All(live.Titles, title => Assert.Single(title.Availability));
        Assert.Contains(Recorded(Search, "search_search_videos_by_channel").Titles, title => title is { SourceId: "lVQ1EKR1v1I", Title: "YouTube's API and The News", Year: 2011 });
        Assert.Empty(Recorded(Search, "search_search_channels").Titles);
        Assert.Empty(live.Unmapped);
    }

    [OutsideFact]
    public void Videos_have_their_title_channel_tags_and_category()
    {
        var reply = Recorded(Details, "videos_videos_info_single");
        var video = Assert.Single(reply.Titles);
        Assert.Equal(("D-lhorsDlUQ", "What are Actions on Google (Assistant on Air)", "Google Developers"), (video.SourceId, video.Title, video.Artist));
        Assert.Equal(20, video.Keywords.Count);
        Assert.Equal(["Science & Technology"], video.Genres);
        Assert.Equal("https://i.ytimg.com/vi/D-lhorsDlUQ/maxresdefault.jpg", video.Images.Backdrop);
        Assert.Empty(reply.Unmapped);
        Assert.Equal(5, Recorded(Details, "videos_videos_chart_paged_1").Titles.Count);
        Assert.Contains(Recorded(Details, "videos_videos_info_multi").Titles, title => title.Title == "How EVERY Team Got Its Name & Identity!");
    }

    [OutsideFact]
    public void What_is_asked_is_what_the_description_of_the_api_has()
    {
        var api = OutsideFiles.Json("contracts/youtube/youtube__v3.discovery.json");
        foreach (var query in new[] { Search, Details, Details with { Operation = SourceOperation.Availability }, new SourceQuery { Operation = SourceOperation.Health, Region = "US" } })
        {
            var address = new Uri(Protocol.Address, Protocol.AddressFor(query));
            var resource = address.Segments[^1];
            var method = api.GetProperty("resources").GetProperty(resource).GetProperty("methods").GetProperty("list");
            Assert.Equal("/" + method.GetProperty("path").GetString(), address.AbsolutePath);
            var asked = HttpUtility.ParseQueryString(address.Query);
            var known = method.GetProperty("parameters");
            Assert.All(asked.AllKeys, name => AssertKnown(known.TryGetProperty(name!, out var parameter) ? parameter : api.GetProperty("parameters").GetProperty(name!), asked[name]!));
            Assert.All(known.EnumerateObject().Where(IsRequired), parameter => Assert.Contains(parameter.Name, asked.AllKeys));
        }
    }

    private static void AssertKnown(JsonElement parameter, string value)
    {
        if (parameter.TryGetProperty("enum", out var values)) Assert.Contains(value, values.EnumerateArray().Select(one => one.GetString()));
        if (parameter.TryGetProperty("maximum", out var most)) Assert.True(int.Parse(value, null) <= int.Parse(most.GetString()!, null));
    }

    private static bool IsRequired(JsonProperty parameter) => parameter.Value.TryGetProperty("required", out var required) && required.GetBoolean();

    private static SourceReply Recorded(SourceQuery query, string name) =>
        Protocol.Answered(query, File.ReadAllText(OutsideFiles.PathOf($"fixtures/youtube/snssdks_{name}.json")));
}
