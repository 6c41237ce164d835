using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Spotify;

namespace MediaGateway.Tests.Providers;

/// <summary>Questions as the Spotify Web API wants them, and what its answers are mapped to.</summary>
public sealed class SpotifyProtocolTests
{
    private const string Id = "0aB1cD2eF3gH4iJ5kL6mN7";
    private const string Other = "7aB1cD2eF3gH4iJ5kL6mN0";

    private static readonly SpotifyProtocol Protocol = new();
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "night train", Region = "SE" };
    private static readonly SourceQuery Track = new() { Operation = SourceOperation.Details, ContentId = "spotify:" + Id, Type = ContentType.Track, Region = "SE" };
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "SE" };

    [Fact]
    public void The_token_goes_into_the_header_and_nowhere_else()
    {
        using var request = Protocol.RequestFor(Search, "a-token");
        Assert.Equal("Bearer a-token", request.Headers.Authorization!.ToString());
        Assert.Equal("search?q=night%20train&type=artist%2Calbum%2Ctrack%2Cshow%2Cepisode&limit=10&market=SE", request.RequestUri!.OriginalString);
        Assert.Equal("https://api.spotify.com/v1/", Protocol.Address.AbsoluteUri);
    }

    [Theory]
    [InlineData(ContentType.Track, "tracks/0aB1cD2eF3gH4iJ5kL6mN7?market=SE")]
    [InlineData(ContentType.Album, "albums/0aB1cD2eF3gH4iJ5kL6mN7?market=SE")]
    [InlineData(ContentType.Artist, "artists/0aB1cD2eF3gH4iJ5kL6mN7")]
    [InlineData(ContentType.Playlist, "playlists/0aB1cD2eF3gH4iJ5kL6mN7?market=SE")]
    [InlineData(ContentType.Series, "shows/0aB1cD2eF3gH4iJ5kL6mN7?market=SE")]
    [InlineData(ContentType.Episode, "episodes/0aB1cD2eF3gH4iJ5kL6mN7?market=SE")]
    public void Each_type_has_its_own_address(ContentType type, string address)
    {
        Assert.Equal(address, Protocol.AddressFor(Track with { Type = type }));
        Assert.Equal(address, Protocol.AddressFor(Track with { Type = type, Operation = SourceOperation.Availability }));
    }

    [Fact]
    public void What_is_searched_for_stays_inside_its_parameter() =>
        Assert.StartsWith("search?q=AC%2FDC%20%26%20more%3Fmarket%3DUS%23&type=", Protocol.AddressFor(Search with { Text = "AC/DC & more?market=US#" }), StringComparison.Ordinal);

    [Fact]
    public void Only_what_the_api_has_can_be_asked()
    {
        Assert.All([Search, Search with { Platform = "spotify" }, Track, Track with { Operation = SourceOperation.Availability }, Health], query => Assert.True(Protocol.CanAnswer(query)));
        Assert.All(
            [
                Search with { Text = null }, Search with { Platform = "netflix" }, Track with { Type = null }, Track with { Type = ContentType.Movie },
                Track with { ContentId = "spotify:../me" }, Track with { ContentId = "imdb:tt0133093" }, Track with { ContentId = null },
                Search with { Operation = SourceOperation.Catalogue }, Search with { Operation = SourceOperation.Expiring },
            ],
            query => Assert.False(Protocol.CanAnswer(query)));
        Assert.Equal("search?q=a&type=track&limit=1", Protocol.AddressFor(Health));
    }

    [Fact]
    public void A_track_has_artists_album_art_a_preview_and_offers()
    {
        var reply = Protocol.Answered(Track, $$"""
            {"id": "{{Id}}", "name": "Night Train", "type": "track", "duration_ms": 222200, "is_playable": true, "preview_url": "https://p.example/a.mp3",
             "artists": [{"name": "One"}, {"name": "Two"}], "external_ids": {"isrc": "gb-ffp-03-00052"}, "external_urls": {"spotify": "https://open.spotify.com/track/{{Id}}"},
             "album": {"name": "Rails", "release_date": "1998-07", "images": [{"url": "https://i.example/64", "width": 64}, {"url": "https://i.example/640", "width": 640}, {"url": "https://i.example/x", "width": null}]} }
            """);
        var track = Assert.Single(reply.Titles);
        Assert.Equal(("spotify", Id, "Night Train", ContentType.Track, "One, Two", 4), (track.Source, track.SourceId, track.Title, track.Type!.Value, track.Artist, track.RuntimeMinutes!.Value));
        Assert.Equal((1998, (DateOnly?)null), (track.Year!.Value, track.ReleaseDate));
        Assert.Equal("https://i.example/640", track.Images.Poster);
        Assert.Equal(["https://p.example/a.mp3"], track.Trailers);
        Assert.Equal("GBFFP0300052", track.ExternalIds["isrc"]);
        Assert.Equal([OfferKind.Subscription, OfferKind.Ads], track.Availability.Select(offer => offer.Kind));
        Assert.All(track.Availability, offer => Assert.Equal(("spotify", "SE", $"https://open.spotify.com/track/{Id}", "spotify", CannedReply.At), (offer.Platform, offer.Region, offer.DeepLink, offer.Source, offer.AsOf)));
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public void An_album_has_its_tracks_genres_date_and_bar_code()
    {
        var album = Assert.Single(Protocol.Answered(Track with { Type = ContentType.Album }, $$"""
            {"id": "{{Id}}", "name": "Rails", "total_tracks": 13, "tracks": {"total": 12}, "genres": ["blues"], "artists": [{"name": "One"}], "release_date": "1998-07-09", "external_ids": {"upc": "00602557382631"} }
            """).Titles);
        Assert.Equal((ContentType.Album, 13, "One", new DateOnly(1998, 7, 9), "602557382631"), (album.Type!.Value, album.Tracks!.Value, album.Artist, album.ReleaseDate!.Value, album.ExternalIds["upc"]));
        Assert.Equal(["blues"], album.Genres);
    }

    [Theory]
    [InlineData("1998", 1998)]
    [InlineData("0000", null)]
    [InlineData("", null)]
    public void A_year_is_not_the_first_of_january(string date, int? year)
    {
        var album = Assert.Single(Protocol.Answered(Track with { Type = ContentType.Album }, $$"""{"id": "{{Id}}", "name": "Rails", "release_date": "{{date}}"}""").Titles);
        Assert.Equal((year, null), (album.Year, album.ReleaseDate));
    }

    [Fact]
    public void Podcasts_are_series_and_episodes_for_nothing()
    {
        var show = Assert.Single(Protocol.Answered(Track with { Type = ContentType.Series }, $$"""
            {"id": "{{Id}}", "name": "On Rails", "description": "About trains", "publisher": "Someone", "available_markets": ["SE"]}
            """).Titles);
        Assert.Equal((ContentType.Series, "About trains", "Someone", OfferKind.Free), (show.Type!.Value, show.Overview, show.Artist, Assert.Single(show.Availability).Kind));
        var episode = Assert.Single(Protocol.Answered(Track with { Type = ContentType.Episode }, $$"""
            {"id": "{{Id}}", "name": "The first", "description": "  Begins.  ", "audio_preview_url": "https://p.example/e.mp3", "duration_ms": 3600000, "release_date": "2020-02-04", "show": {"publisher": "Someone"} }
            """).Titles);
        Assert.Equal((ContentType.Episode, "Begins.", "Someone", 60, 2020), (episode.Type!.Value, episode.Overview, episode.Artist, episode.RuntimeMinutes!.Value, episode.Year!.Value));
        Assert.Equal(["https://p.example/e.mp3"], episode.Trailers);
        Assert.Equal(OfferKind.Free, Assert.Single(episode.Availability).Kind);
    }

    [Theory]
    [InlineData("items")]
    [InlineData("tracks")]
    public void A_playlist_has_its_owner_its_length_and_its_text_without_markup(string counted)
    {
        var playlist = Assert.Single(Protocol.Answered(Track with { Type = ContentType.Playlist }, $$"""
            {"id": "{{Id}}", "name": "Mix", "description": "Rock &amp; <a href=\"spotify:x\">roll</a> <3", "owner": {"display_name": "Someone"}, "{{counted}}": {"total": 50} }
            """).Titles);
        Assert.Equal((ContentType.Playlist, "Rock & roll <3", "Someone", 50), (playlist.Type!.Value, playlist.Overview, playlist.Artist, playlist.Tracks!.Value));
    }

    [Fact]
    public void A_search_gives_one_of_each_kind_in_turn_and_skips_the_holes()
    {
        var reply = Protocol.Answered(Search, $$"""
            {"artists": {"items": [{"id": "{{Id}}", "name": "First artist", "genres": ["indie"]}, {"id": "{{Other}}", "name": "Second artist"}]},
             "tracks": {"items": [null, {"id": "{{Id}}", "name": "A track"}, {"id": null, "is_local": true, "name": "A file of one's own"}]},
             "playlists": {"items": [null, null]}, "shows": null, "episodes": {"items": [{"id": "{{Id}}", "name": "An episode"}]} }
            """);
        Assert.Equal(["First artist", "An episode", "Second artist", "A track"], reply.Titles.Select(title => title.Title));
        Assert.Equal(["indie"], reply.Titles[0].Genres);
        Assert.Empty(reply.Unmapped);
    }

    [Theory]
    [InlineData(""" "is_playable": false """, false)]
    [InlineData(""" "is_playable": true, "available_markets": ["US"] """, true)]
    [InlineData(""" "available_markets": ["SE", "US"] """, true)]
    [InlineData(""" "available_markets": ["US"] """, false)]
    [InlineData(""" "available_markets": [] """, true)]
    [InlineData(""" "restrictions": {"reason": "market"} """, false)]
    [InlineData(""" "restrictions": {"reason": "explicit"} """, true)]
    [InlineData(""" "is_playable": null """, true)]
    public void Something_is_on_offer_unless_the_country_does_not_have_it(string facts, bool isThere)
    {
        var payload = $$"""{"id": "{{Id}}", "name": "Night Train", {{facts}} }""";
        Assert.Equal(isThere, Assert.Single(Protocol.Answered(Track, payload).Titles).Availability.Count > 0);
        Assert.Equal(isThere, Protocol.Answered(Track with { Operation = SourceOperation.Availability }, payload).Offers.Count > 0);
    }

    [Fact]
    public void A_track_that_stands_in_for_another_answers_for_that_one() =>
        Assert.Equal(Id, Assert.Single(Protocol.Answered(Track, $$"""{"id": "{{Other}}", "name": "Night Train", "linked_from": {"id": "{{Id}}"} }""").Titles).SourceId);

    [Fact]
    public void What_is_of_another_kind_than_expected_is_noted_and_breaks_nothing()
    {
        var reply = Protocol.Answered(Track, $$"""
            {"id": "{{Id}}", "name": "Night Train", "new": 1, "duration_ms": "long", "artists": "One", "album": [], "preview_url": false, "external_ids": {"isrc": "none"}, "available_markets": 5, "is_playable": "yes"}
            """);
        Assert.Equal("Night Train", Assert.Single(reply.Titles).Title);
        Assert.Equal(["$.album", "$.artists", "$.available_markets", "$.duration_ms", "$.external_ids.isrc", "$.is_playable", "$.preview_url"], reply.Unmapped.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1, Protocol.Answered(Track, """{"id": "5", "name": "Night Train"}""").Unmapped["$.id"]);
        Assert.Empty(Protocol.Answered(Search, "[]").Titles);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("0", null)]
    [InlineData("15", 15)]
    [InlineData("13749", 13749)]
    public async Task Too_many_calls_wait_as_long_as_was_said_if_anything_was(string? retryAfter, int? seconds)
    {
        var reply = await Protocol.SentAsync(Search, 429, "", retryAfter);
        Assert.Equal((SourceOutcome.Throttled, seconds is { } wait ? TimeSpan.FromSeconds(wait) : (TimeSpan?)null), (reply.Outcome, reply.RetryAfter));
    }

    [Theory]
    [InlineData(401, """{"error": {"status": 401, "message": "The access token expired"}}""", SourceOutcome.Unauthorized)]
    [InlineData(403, """{"error": {"status": 403, "message": "Insufficient client scope"}}""", SourceOutcome.Refused)]
    [InlineData(404, """{"error": {"status": 404, "message": "Resource not found"}}""", SourceOutcome.NotFound)]
    [InlineData(400, """{"error": {"status": 400, "message": "Invalid base62 id"}}""", SourceOutcome.NotFound)]
    [InlineData(400, """{"error": {"status": 400, "message": "invalid id"}}""", SourceOutcome.NotFound)]
    [InlineData(400, """{"error": {"status": 400, "message": "Invalid market"}}""", SourceOutcome.Refused)]
    [InlineData(400, """{"error": "invalid_client"}""", SourceOutcome.Refused)]
    [InlineData(400, "", SourceOutcome.Refused)]
    [InlineData(500, "", SourceOutcome.Failed)]
    [InlineData(503, "upstream connect error", SourceOutcome.Failed)]
    [InlineData(200, "", SourceOutcome.Malformed)]
    public async Task Refusals_keep_what_they_mean(int status, string body, SourceOutcome outcome) =>
        Assert.Equal(outcome, (await Protocol.SentAsync(Track, status, body)).Outcome);
}
