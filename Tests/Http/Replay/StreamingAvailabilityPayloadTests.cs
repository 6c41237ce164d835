using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.StreamingAvailability;
using MediaGateway.Replay;
using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Http.Replay;

/// <summary>The shows that the replay server has of Streaming Availability, asked for over HTTP and mapped by its protocol.</summary>
public sealed class StreamingAvailabilityPayloadTests : IAsyncLifetime
{
    private const string Source = "streaming_availability";

    private static readonly StreamingAvailabilityProtocol Protocol = new();
    private static readonly SourceQuery Catalogue = new() { Operation = SourceOperation.Catalogue, Platform = "netflix", Region = "US" };

    private ReplayServer _server = null!;

    public async Task InitializeAsync() => _server = await ReplayServer.StartAsync(new MovableTime(ReplayCalls.At));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Every_show_is_found_by_each_of_its_ids_and_by_its_title()
    {
        foreach (var known in ReplayCalls.PayloadsOf(Source, "shows"))
        {
            var (imdb, tmdb, name) = ((string)known["imdbId"]!, ((string)known["tmdbId"]!).Replace('/', ':'), (string)known["title"]!);
            var query = new SourceQuery { Operation = SourceOperation.Details, ContentId = $"imdb:{imdb}", Region = "US" };
            var title = Assert.Single((await AnsweredAsync(query)).Titles);
            Assert.Equal((name, imdb, tmdb, (string)known["id"]!), (title.Title, title.ExternalIds["imdb"], title.ExternalIds["tmdb"], title.SourceId));
            Assert.Equal(tmdb.StartsWith("movie", StringComparison.Ordinal) ? ContentType.Movie : ContentType.Series, title.Type);
            Assert.True(title is { Year: > 1900, Overview: not null, Rating: > 0, Cast.Count: > 0, Directors.Count: > 0, Genres.Count: > 0, Images: { Poster: not null, Backdrop: not null } });
            Assert.True(title.RuntimeMinutes > 0 || title.Seasons > 0);

            Assert.Equal(name, Assert.Single((await AnsweredAsync(query with { ContentId = $"tmdb:{tmdb}" })).Titles).Title);
            Assert.Equal(title.Availability.Count, (await AnsweredAsync(query with { Operation = SourceOperation.Availability })).Offers.Count);
            Assert.Contains((await AnsweredAsync(new() { Operation = SourceOperation.Search, Text = name, Region = "US" })).Titles, found => found.SourceId == title.SourceId);
        }
    }

    [Fact]
    public async Task A_film_has_offers_of_the_country_with_prices_links_and_the_ids_of_platforms()
    {
        var title = Assert.Single((await AnsweredAsync(new() { Operation = SourceOperation.Details, ContentId = "tmdb:movie:603", Region = "US" })).Titles);
        Assert.Equal(
            [("apple_tv", OfferKind.Rent, 3.99m), ("apple_tv", OfferKind.Buy, 14.99m), ("hbo_max", OfferKind.Subscription, null), ("prime_video", OfferKind.Subscription, (decimal?)null)],
            title.Availability.Select(offer => (offer.Platform, offer.Kind, offer.Price)).Order());
        Assert.All(title.Availability, offer => Assert.Equal(("US", "4k", true), (offer.Region, offer.Quality, offer.DeepLink is not null)));
        Assert.Equal(["apple_tv", "hbo_max", "imdb", "prime_video", "tmdb"], title.ExternalIds.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ReplayCalls.At.AddDays(3).Date, title.Availability.Single(offer => offer.Platform == "prime_video").LeavesAt!.Value.Date);
    }

    [Theory]
    [InlineData("netflix", "US")]
    [InlineData("hbo_max", "US")]
    [InlineData("disney_plus", "GB")]
    [InlineData("apple_tv", "US")]
    public async Task A_catalogue_comes_page_by_page_and_has_everything_once(string platform, string region)
    {
        var service = new Dictionary<string, string> { ["hbo_max"] = "hbo", ["disney_plus"] = "disney", ["apple_tv"] = "apple" }.GetValueOrDefault(platform, platform);
        var known = ReplayCalls.PayloadsOf(Source, "shows")
            .Where(show => show["streamingOptions"]![region.ToLowerInvariant()]?.AsArray().Any(option => (string?)option!["service"]!["id"] == service) is true)
            .Select(show => (string)show["title"]!);
        var titles = await PagesAsync(Catalogue with { Platform = platform, Region = region });
        Assert.Equal(known.Order(StringComparer.Ordinal), titles.Select(title => title.Title));
        Assert.Equal((titles.Count + 4) / 5, _server.CountOf(Source));
    }

    [Fact]
    public async Task What_leaves_soon_is_told_with_the_day()
    {
        var leaving = await PagesAsync(Catalogue with { Operation = SourceOperation.Expiring, Platform = "prime_video", Days = 7 });
        Assert.Equal(["The Matrix", "Interstellar"], leaving.Select(title => title.Title));
        Assert.All(leaving, title => Assert.InRange(title.Availability.Single(offer => offer.Platform == "prime_video").LeavesAt!.Value, ReplayCalls.At, ReplayCalls.At.AddDays(7)));
        Assert.Equal(3, (await PagesAsync(Catalogue with { Operation = SourceOperation.Expiring, Platform = "prime_video" })).Count);
    }

    [Theory]
    [InlineData(FailureMode.TooManyRequests, SourceOutcome.Throttled)]
    [InlineData(FailureMode.QuotaExceeded, SourceOutcome.QuotaExhausted)]
    [InlineData(FailureMode.Unauthorized, SourceOutcome.Unauthorized)]
    [InlineData(FailureMode.ServerError, SourceOutcome.Failed)]
    [InlineData(FailureMode.MalformedJson, SourceOutcome.Malformed)]
    [InlineData(FailureMode.TruncatedBody, SourceOutcome.Failed)]
    public async Task It_refuses_in_its_own_form_and_is_understood(FailureMode mode, SourceOutcome outcome)
    {
        _server.Fail(Source, mode);
        Assert.Equal(outcome, (await _server.AskAsync(Protocol, Catalogue)).Outcome);
    }

    [Fact]
    public async Task What_is_not_known_is_not_found_and_keys_are_taken_from_either_header()
    {
        Assert.Equal(SourceOutcome.NotFound, (await _server.AskAsync(Protocol, new() { Operation = SourceOperation.Details, ContentId = "imdb:tt9999999", Region = "US" })).Outcome);
        Assert.Equal(SourceOutcome.Refused, (await _server.AskAsync(Protocol, Catalogue with { Cursor = "elsewhere" })).Outcome);
        var health = new SourceQuery { Operation = SourceOperation.Health, Region = "US" };
        await AnsweredAsync(health);
        Assert.Equal(SourceOutcome.Answered, (await _server.AskAsync(new StreamingAvailabilityProtocol(_server.AddressOf(Source)), health)).Outcome);
    }

    private async Task<IReadOnlyList<SourceRecord>> PagesAsync(SourceQuery query)
    {
        var titles = new List<SourceRecord>();
        string? cursor = null;
        do
        {
            var reply = await AnsweredAsync(query with { Cursor = cursor });
            titles.AddRange(reply.Titles);
            cursor = reply.NextCursor;
        }
        while (cursor is not null);
        return titles;
    }

    private async Task<SourceReply> AnsweredAsync(SourceQuery query)
    {
        var reply = await _server.AskAsync(Protocol, query);
        Assert.Equal((SourceOutcome.Answered, ""), (reply.Outcome, string.Join(", ", reply.Unmapped.Keys)));
        return reply;
    }
}
