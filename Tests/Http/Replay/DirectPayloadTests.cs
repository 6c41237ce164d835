using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Direct;
using MediaGateway.Replay;

namespace MediaGateway.Tests.Http.Replay;

/// <summary>The catalogues that the replay server has for platforms, asked for over HTTP and mapped by the direct protocol.</summary>
public sealed class DirectPayloadTests : IAsyncLifetime
{
    private ReplayServer _server = null!;

    public static TheoryData<string> Sources => [.. DirectPlatform.All.Select(platform => platform.SourceId)];

    public async Task InitializeAsync() => _server = await ReplayServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Every_title_has_details_and_an_entry_in_searches(string source)
    {
        var (platform, protocol) = Of(source);
        var titles = ReplayCalls.PayloadsOf(source, "titles");
        Assert.InRange(titles.Count, 15, 30);
        foreach (var known in titles)
        {
            var (id, name, isSeries) = ((string)known["id"]!, (string)known["title"]!, (string?)known["type"] == "series");
            var reply = await _server.AskAsync(protocol, new() { Operation = SourceOperation.Details, ContentId = $"{platform}:{id}", Region = "US" });
            Assert.Equal((SourceOutcome.Answered, 0), (reply.Outcome, reply.Unmapped.Count));
            var title = Assert.Single(reply.Titles);
            Assert.Equal((name, id, (string)known["imdb_id"]!), (title.Title, title.ExternalIds[platform], title.ExternalIds["imdb"]));
            Assert.Equal((isSeries ? ContentType.Series : ContentType.Movie, isSeries), (title.Type!.Value, title.Seasons > 0));
            Assert.True(title is { Year: > 1900, Overview: not null, Genres.Count: > 0 });
            Assert.Equal((bool)known["available"]!, title.Availability.Count == 1);
            Assert.True(PlatformDirectory.Find(platform)!.IsId(id), id);

            var found = await _server.AskAsync(protocol, new() { Operation = SourceOperation.Search, Text = name, Region = "US" });
            Assert.Equal(id, found.Titles[0].ExternalIds[platform]);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_platform_refuses_in_the_form_of_the_contract_and_is_understood(string source)
    {
        var (platform, protocol) = Of(source);
        var query = new SourceQuery { Operation = SourceOperation.Search, Text = "the", Region = "US" };
        foreach (var (mode, outcome) in new[]
        {
            (FailureMode.TooManyRequests, SourceOutcome.Throttled), (FailureMode.ServerError, SourceOutcome.Failed), (FailureMode.Unavailable, SourceOutcome.Failed),
            (FailureMode.Unauthorized, SourceOutcome.Unauthorized), (FailureMode.MalformedJson, SourceOutcome.Malformed), (FailureMode.TruncatedBody, SourceOutcome.Failed),
            (FailureMode.None, SourceOutcome.Answered),
        })
        {
            _server.Fail(source, mode);
            Assert.Equal(outcome, (await _server.AskAsync(protocol, query)).Outcome);
        }

        Assert.Equal(SourceOutcome.NotFound, (await _server.AskAsync(protocol, query with { Operation = SourceOperation.Details, ContentId = $"{platform}:0" })).Outcome);
        Assert.Equal(SourceOutcome.Answered, (await _server.AskAsync(protocol, query with { Operation = SourceOperation.Health })).Outcome);
        Assert.All(_server.Requests(source), request => Assert.Equal("k3y", request.Key));
    }

    [Fact]
    public async Task Some_titles_are_on_more_than_one_platform_and_some_words_on_all()
    {
        var query = new SourceQuery { Operation = SourceOperation.Search, Text = "the", Region = "US" };
        var onAll = new List<string>();
        foreach (var platform in DirectPlatform.All)
        {
            var reply = await _server.AskAsync(new DirectProtocol(platform), query);
            Assert.NotEmpty(reply.Titles);
            onAll.AddRange(reply.Titles.Select(title => title.ExternalIds["imdb"]));
        }

        Assert.Contains("tt0133093", onAll.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static (string Platform, DirectProtocol Protocol) Of(string source)
    {
        var platform = DirectPlatform.All.Single(one => one.SourceId == source);
        return (platform.Platform, new DirectProtocol(platform));
    }
}
