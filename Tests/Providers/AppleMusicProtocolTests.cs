using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.AppleMusic;

namespace MediaGateway.Tests.Providers;

/// <summary>Questions as the Apple Music API wants them, and what its answers are mapped to.</summary>
public sealed class AppleMusicProtocolTests
{
    private static readonly AppleMusicProtocol Protocol = new();
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "night train", Region = "GB" };
    private static readonly SourceQuery Song = new() { Operation = SourceOperation.Details, ContentId = "apple_music:310730206", Type = ContentType.Track, Region = "GB" };
    private static readonly SourceQuery Health = new() { Operation = SourceOperation.Health, Region = "GB" };

    [Fact]
    public void The_storefront_is_the_country_in_small_letters_and_the_token_a_header()
    {
        using var request = Protocol.RequestFor(Search, "a-token");
        Assert.Equal("Bearer a-token", request.Headers.Authorization!.ToString());
        Assert.Equal("catalog/gb/search?term=night%20train&types=artists%2Calbums%2Csongs%2Cplaylists&limit=25", request.RequestUri!.OriginalString);
        Assert.Equal("https://api.music.apple.com/v1/", Protocol.Address.AbsoluteUri);
        Assert.Equal("storefronts/us", Protocol.AddressFor(Health));
    }

    [Theory]
    [InlineData(ContentType.Track, "310730206", "catalog/gb/songs/310730206")]
    [InlineData(ContentType.Album, "310730204", "catalog/gb/albums/310730204")]
    [InlineData(ContentType.Artist, "178834", "catalog/gb/artists/178834")]
    [InlineData(ContentType.Playlist, "pl.b80bbeb133bb42aa", "catalog/gb/playlists/pl.b80bbeb133bb42aa")]
    public void Each_type_has_its_own_address(ContentType type, string id, string address)
    {
        Assert.Equal(address, Protocol.AddressFor(Song with { Type = type, ContentId = "apple_music:" + id }));
        Assert.Equal(address, Protocol.AddressFor(Song with { Type = type, ContentId = "apple_music:" + id, Operation = SourceOperation.Availability }));
    }

    [Fact]
    public void What_comes_from_outside_stays_inside_its_place()
    {
        Assert.StartsWith("catalog/gb/search?term=AC%2FDC%20%26%20more%3Flimit%3D1%23%2B&types=", Protocol.AddressFor(Search with { Text = "AC/DC & more?limit=1#+" }), StringComparison.Ordinal);
        Assert.StartsWith("catalog/%2F%2F/search", Protocol.AddressFor(Search with { Region = "//" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_the_api_has_can_be_asked()
    {
        Assert.All([Search, Search with { Platform = "apple_music" }, Song, Song with { Operation = SourceOperation.Availability }, Health], query => Assert.True(Protocol.CanAnswer(query)));
        Assert.All(
            [
                Search with { Text = null }, Search with { Platform = "apple_tv" }, Song with { Type = null }, Song with { Type = ContentType.Episode },
                Song with { ContentId = "apple_music:i.vMXdDeVhKQWRAd" }, Song with { ContentId = "apple_music:1/../2" }, Song with { ContentId = "spotify:310730206" }, Song with { ContentId = null },
                Search with { Operation = SourceOperation.Catalogue }, Search with { Operation = SourceOperation.Expiring },
            ],
            query => Assert.False(Protocol.CanAnswer(query)));
    }

    [Fact]
    public void A_song_has_its_artist_artwork_preview_and_offer()
    {
        var reply = Protocol.Answered(Song, """
            {"data": [{"id": "310730206", "type": "songs", "href": "/v1/…", "attributes": {"name": "Thunder", "artistName": "One & Two", "albumName": "Rails", "durationInMillis": 289186, "releaseDate": "1975-08-25",
              "genreNames": ["Rock", "Music"], "isrc": "USSM19904335", "previews": [{"url": "https://p.example/a.m4a"}], "playParams": {"id": "310730206", "kind": "song"}, "url": "https://music.apple.com/gb/song/310730206",
              "artwork": {"width": 3000, "height": 3000, "url": "https://i.example/{w}x{h}bb.jpg"}}}]}
            """);
        var song = Assert.Single(reply.Titles);
        Assert.Equal(("apple_music", "310730206", "Thunder", ContentType.Track, "One & Two", 5), (song.Source, song.SourceId, song.Title, song.Type!.Value, song.Artist, song.RuntimeMinutes!.Value));
        Assert.Equal((1975, new DateOnly(1975, 8, 25), "USSM19904335"), (song.Year!.Value, song.ReleaseDate!.Value, song.ExternalIds["isrc"]));
        Assert.Equal(["Rock"], song.Genres);
        Assert.Equal(["https://p.example/a.m4a"], song.Trailers);
        Assert.Equal(new ContentImages("https://i.example/600x600bb.jpg", null), song.Images);
        var offer = Assert.Single(song.Availability);
        Assert.Equal(("apple_music", "GB", OfferKind.Subscription, "https://music.apple.com/gb/song/310730206", "apple_music", CannedReply.At), (offer.Platform, offer.Region, offer.Kind, offer.DeepLink, offer.Source, offer.AsOf));
        Assert.Empty(reply.Unmapped);
    }

    [Fact]
    public void An_album_has_its_tracks_bar_code_year_and_notes_without_markup()
    {
        var album = Assert.Single(Protocol.Answered(Song with { Type = ContentType.Album }, """
            {"data": [{"id": "310730204", "type": "albums", "attributes": {"name": "Rails", "artistName": "One", "trackCount": 8, "releaseDate": "2008", "upc": "0886445635843",
              "editorialNotes": {"short": "Short.", "standard": "From <i>Rails</i> to R&amp;B.<br/>Twice <3"}}}]}
            """).Titles);
        Assert.Equal((ContentType.Album, 8, 2008, (DateOnly?)null, "886445635843"), (album.Type!.Value, album.Tracks!.Value, album.Year!.Value, album.ReleaseDate, album.ExternalIds["upc"]));
        Assert.Equal("From Rails to R&B.\nTwice <3", album.Overview);
    }

    [Fact]
    public void A_playlist_has_its_curator_and_description()
    {
        var playlist = Assert.Single(Protocol.Answered(Song with { Type = ContentType.Playlist }, """
            {"data": [{"id": "pl.b80bbeb133bb42aa", "type": "playlists", "attributes": {"name": "Mix", "curatorName": "Someone", "description": {"short": "All of it"}, "playParams": {"id": "pl.b80bbeb133bb42aa"}}}]}
            """).Titles);
        Assert.Equal(("pl.b80bbeb133bb42aa", ContentType.Playlist, "Someone", "All of it"), (playlist.SourceId, playlist.Type!.Value, playlist.Artist, playlist.Overview));
        Assert.Single(playlist.Availability);
    }

    [Fact]
    public void A_search_takes_the_kinds_in_the_order_that_the_answer_names()
    {
        const string results = """
            "results": {
              "artists": {"data": [{"id": "1", "type": "artists", "attributes": {"name": "Artist one"}}, {"id": "2", "type": "artists", "attributes": {"name": "Artist two"}}]},
              "songs": {"data": [{"id": "3", "type": "songs", "attributes": {"name": "Song one"}}, null, {"id": "4", "type": "songs", "attributes": {"name": "Song three"}}]} }
            """;
        Assert.Equal(["Artist one", "Song one", "Artist two", "Song three"], Protocol.Answered(Search, $$"""{ {{results}} }""").Titles.Select(title => title.Title));
        var ordered = Protocol.Answered(Search, $$"""{ {{results}}, "meta": {"results": {"order": ["songs", "artists", "stations"]} } }""");
        Assert.Equal(["Song one", "Artist one", "Artist two", "Song three"], ordered.Titles.Select(title => title.Title));
        Assert.Empty(ordered.Unmapped);
        Assert.Empty(Protocol.Answered(Search, """{"results": {}}""").Titles);
    }

    [Theory]
    [InlineData("songs", """ "playParams": {"id": "1"} """, true)]
    [InlineData("songs", """ "playParams": null """, false)]
    [InlineData("albums", """ "isComplete": false """, false)]
    [InlineData("artists", """ "url": "https://music.apple.com/gb/artist/1" """, true)]
    public void What_a_subscription_does_not_play_is_not_on_offer(string kind, string facts, bool isThere)
    {
        var payload = $$"""{"data": [{"id": "1", "type": "{{kind}}", "attributes": {"name": "It", {{facts}} } }]}""";
        Assert.Equal(isThere, Assert.Single(Protocol.Answered(Song, payload).Titles).Availability.Count == 1);
        Assert.Equal(isThere, Protocol.Answered(Song with { Operation = SourceOperation.Availability }, payload).Offers.Count == 1);
    }

    [Theory]
    [InlineData(""" {"url": "https://i.example/{w}x{h}{c}.{f}", "width": 640, "height": 288} """, "https://i.example/600x270bb.jpg")]
    [InlineData(""" {"url": "https://i.example/{w}x{h}bb.jpg", "width": 300, "height": 400} """, "https://i.example/300x400bb.jpg")]
    [InlineData(""" {"url": "https://i.example/{w}x{h}bb.jpg"} """, "https://i.example/600x600bb.jpg")]
    [InlineData(""" {"url": "https://i.example/{w}x{h}bb.jpg", "width": 1, "height": 2147483647} """, "https://i.example/600x600bb.jpg")]
    [InlineData(""" {"url": "https://i.example/{q}.jpg", "width": 300, "height": 300} """, null)]
    [InlineData(""" {"width": 300} """, null)]
    [InlineData("null", null)]
    public void Artwork_keeps_its_shape_and_is_no_larger_than_it_is(string artwork, string? address)
    {
        var reply = Protocol.Answered(Song, $$"""{"data": [{"id": "1", "type": "songs", "attributes": {"name": "It", "artwork": {{artwork}} } }]}""");
        Assert.Equal(address, Assert.Single(reply.Titles).Images.Poster);
    }

    [Fact]
    public void What_is_of_another_kind_than_expected_is_noted_and_breaks_nothing()
    {
        var reply = Protocol.Answered(Song, """
            {"data": [
              {"id": "1", "type": "songs", "new": 1, "attributes": {"name": "It", "artwork": "none", "durationInMillis": "long", "genreNames": "Rock", "previews": {}, "editorialNotes": 5, "trackCount": [], "releaseDate": "soon", "isrc": "x"}},
              {"id": "ra.1", "type": "stations", "attributes": {"name": "A station"}},
              {"id": "i.1", "type": "songs", "attributes": {"name": "From a library"}},
              {"id": "2", "type": "songs"}, {"id": "3"}, "text", null]}
            """);
        Assert.Equal("It", Assert.Single(reply.Titles).Title);
        Assert.Equal(
            ["$.data[]", "$.data[].attributes.artwork", "$.data[].attributes.durationInMillis", "$.data[].attributes.editorialNotes", "$.data[].attributes.genreNames", "$.data[].attributes.isrc",
                "$.data[].attributes.previews", "$.data[].attributes.releaseDate", "$.data[].attributes.trackCount", "$.data[].id", "$.data[].type"],
            reply.Unmapped.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1, Protocol.Answered(Song, """{"data": "none"}""").Unmapped["$.data"]);
    }

    [Theory]
    [InlineData(404, """{"errors": [{"status": "404", "code": "40400", "title": "Resource Not Found"}]}""", SourceOutcome.NotFound)]
    [InlineData(400, """{"errors": [{"status": "400", "code": "40005", "title": "Invalid Parameter Value"}]}""", SourceOutcome.Refused)]
    [InlineData(401, "", SourceOutcome.Unauthorized)]
    [InlineData(403, """{"errors": [{"status": "403", "code": "40300"}]}""", SourceOutcome.Refused)]
    [InlineData(429, """{"errors": [{"status": "429", "code": "42900"}]}""", SourceOutcome.Throttled)]
    [InlineData(500, "Internal Server Error", SourceOutcome.Failed)]
    [InlineData(200, "{", SourceOutcome.Malformed)]
    public async Task Refusals_keep_what_they_mean(int status, string body, SourceOutcome outcome) =>
        Assert.Equal(outcome, (await Protocol.SentAsync(Song, status, body)).Outcome);
}
