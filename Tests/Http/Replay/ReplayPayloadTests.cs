using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.Spotify;
using MediaGateway.Providers.Tmdb;
using MediaGateway.Providers.YouTube;
using MediaGateway.Replay;

namespace MediaGateway.Tests.Http.Replay;

/// <summary>Everything that the replay server knows, asked for over HTTP and mapped by the protocol of its source.</summary>
public sealed class ReplayPayloadTests : IAsyncLifetime
{
    private static readonly TmdbProtocol Tmdb = new();
    private static readonly SpotifyProtocol Spotify = new();
    private static readonly YouTubeProtocol YouTube = new();

    private ReplayServer _server = null!;

    public async Task InitializeAsync() => _server = await ReplayServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("movies", "movie", ContentType.Movie)]
    [InlineData("tv", "tv", ContentType.Series)]
    public async Task Every_title_of_TMDb_has_details_offers_and_an_entry_in_searches(string file, string kind, ContentType type)
    {
        foreach (var known in ReplayCalls.PayloadsOf("tmdb", file))
        {
            var (id, name, imdb) = ($"tmdb:{kind}:{known["id"]}", (string)(known["title"] ?? known["name"])!, (string)known["external_ids"]!["imdb_id"]!);
            var title = await TitleAsync(Tmdb, new() { Operation = SourceOperation.Details, ContentId = id, Region = "US" });
            Assert.Equal((name, type, imdb), (title.Title, title.Type!.Value, title.ExternalIds["imdb"]));
            Assert.True(title is { Year: > 1900, Overview: not null, Rating: > 0, Cast.Count: > 0, Directors.Count: > 0, Genres.Count: > 0, Keywords.Count: > 0, Images.Poster: not null });
            Assert.NotEmpty(title.Availability);

            var offers = await AnsweredAsync(Tmdb, new() { Operation = SourceOperation.Availability, ContentId = id, Region = "US" });
            Assert.Equal(title.Availability.Select(offer => (offer.Platform, offer.Region, offer.Kind)), offers.Offers.Select(offer => (offer.Platform, offer.Region, offer.Kind)));
            Assert.Contains((await SearchAsync(Tmdb, name)).Titles, found => found.ExternalIds["tmdb"] == $"{kind}:{known["id"]}");
            Assert.Equal(name, (await TitleAsync(Tmdb, new() { Operation = SourceOperation.Details, ContentId = $"imdb:{imdb}", Region = "US" })).Title);
        }
    }

    [Fact]
    public async Task A_search_of_TMDb_has_people_and_collections_that_are_no_titles()
    {
        var reply = await SearchAsync(Tmdb, "matrix");
        Assert.Equal(["The Matrix"], reply.Titles.Select(title => title.Title));
        Assert.Equal(["Action", "Science Fiction"], reply.Titles[0].Genres);
        Assert.Empty((await SearchAsync(Tmdb, "keanu")).Titles);
        Assert.Equal(SourceOutcome.NotFound, (await _server.AskAsync(Tmdb, new() { Operation = SourceOperation.Details, ContentId = "tmdb:movie:999999", Region = "US" })).Outcome);
        await AnsweredAsync(Tmdb, new() { Operation = SourceOperation.Health, Region = "US" });
    }

    [Theory]
    [InlineData("artists", ContentType.Artist)]
    [InlineData("albums", ContentType.Album)]
    [InlineData("tracks", ContentType.Track)]
    [InlineData("shows", ContentType.Series)]
    [InlineData("episodes", ContentType.Episode)]
    public async Task Everything_of_Spotify_has_details_and_an_entry_in_searches(string file, ContentType type)
    {
        foreach (var known in ReplayCalls.PayloadsOf("spotify", file))
        {
            var (id, name) = ((string)known["id"]!, (string)known["name"]!);
            var title = await TitleAsync(Spotify, new() { Operation = SourceOperation.Details, ContentId = $"spotify:{id}", Type = type, Region = "US" });
            Assert.Equal((name, type, id), (title.Title, title.Type!.Value, title.SourceId));
            Assert.NotEmpty(title.Availability);
            Assert.NotNull(title.Images.Poster);
            Assert.Contains((await SearchAsync(Spotify, name)).Titles, found => found.SourceId == id);
        }
    }

    [Fact]
    public async Task Music_is_found_by_who_made_it_and_keeps_what_names_the_recording()
    {
        var queen = await SearchAsync(Spotify, "queen");
        Assert.Equal(["Queen", "A Night at the Opera", "Bohemian Rhapsody", "Love of My Life"], queen.Titles.Select(title => title.Title));
        Assert.Equal(("Queen", 1975, 6, "GBUM71029604"), (queen.Titles[2].Artist, queen.Titles[2].Year!.Value, queen.Titles[2].RuntimeMinutes!.Value, queen.Titles[2].ExternalIds["isrc"]));
        var unknown = new SourceQuery { Operation = SourceOperation.Details, ContentId = "spotify:0000000000000000000000", Type = ContentType.Track, Region = "US" };
        Assert.Equal(SourceOutcome.NotFound, (await _server.AskAsync(Spotify, unknown)).Outcome);
        await AnsweredAsync(Spotify, new() { Operation = SourceOperation.Health, Region = "US" });
    }

    [Fact]
    public async Task Spotify_gives_a_new_token_to_whoever_shows_an_id_and_a_secret()
    {
        var (first, second) = (await TokenAsync("grant_type=client_credentials", "aWQ6c2VjcmV0"), await TokenAsync("grant_type=client_credentials&client_id=id&client_secret=s", null));
        Assert.Equal(("""{"access_token":"replay-token-1","token_type":"Bearer","expires_in":3600}""", true), first);
        Assert.Equal(("""{"access_token":"replay-token-2","token_type":"Bearer","expires_in":3600}""", true), second);
        Assert.Equal(("""{"error":"invalid_client","error_description":"Invalid client"}""", false), await TokenAsync("grant_type=client_credentials", null));
        Assert.False((await TokenAsync("grant_type=password", "aWQ6c2VjcmV0")).IsGood);
    }

    [Fact]
    public async Task Every_video_of_YouTube_has_details_and_an_entry_in_searches_that_is_escaped()
    {
        foreach (var known in ReplayCalls.PayloadsOf("youtube", "videos"))
        {
            var (id, name) = ((string)known["id"]!, (string)known["snippet"]!["title"]!);
            var video = await TitleAsync(YouTube, new() { Operation = SourceOperation.Details, ContentId = $"youtube:{id}", Region = "US" });
            Assert.Equal((name, id), (video.Title, video.SourceId));
            Assert.True(video is { RuntimeMinutes: > 0, Genres.Count: 1, Keywords.Count: > 0, Availability.Count: 1, Images.Backdrop: not null });
            Assert.Contains((await SearchAsync(YouTube, name)).Titles, found => found.SourceId == id && found.Title == name && found.Overview == video.Overview);
        }
    }

    [Fact]
    public async Task YouTube_leaves_out_what_is_gone_and_says_where_a_video_is_not_seen()
    {
        var blocked = new SourceQuery { Operation = SourceOperation.Availability, ContentId = "youtube:EXeTwQWrcwY", Region = "DE" };
        Assert.Empty((await AnsweredAsync(YouTube, blocked)).Offers);
        Assert.Single((await AnsweredAsync(YouTube, blocked with { Region = "US" })).Offers);
        Assert.Equal(SourceOutcome.NotFound, (await _server.AskAsync(YouTube, blocked with { ContentId = "youtube:00000000000" })).Outcome);
        await AnsweredAsync(YouTube, new() { Operation = SourceOperation.Health, Region = "US" });
    }

    private Task<SourceReply> SearchAsync(IUpstreamProtocol protocol, string words) =>
        AnsweredAsync(protocol, new() { Operation = SourceOperation.Search, Text = words, Region = "US" });

    private async Task<SourceRecord> TitleAsync(IUpstreamProtocol protocol, SourceQuery query) => Assert.Single((await AnsweredAsync(protocol, query)).Titles);

    private async Task<SourceReply> AnsweredAsync(IUpstreamProtocol protocol, SourceQuery query)
    {
        var reply = await _server.AskAsync(protocol, query);
        Assert.Equal((SourceOutcome.Answered, ""), (reply.Outcome, string.Join(", ", reply.Unmapped.Keys)));
        return reply;
    }

    private async Task<(string Body, bool IsGood)> TokenAsync(string form, string? basic)
    {
        using var client = new HttpClient { BaseAddress = _server.AddressOf("spotify_accounts") };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/token", UriKind.Relative));
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Authorization = basic is null ? null : new("Basic", basic);
        using var answer = await client.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync(), answer.IsSuccessStatusCode);
    }
}
