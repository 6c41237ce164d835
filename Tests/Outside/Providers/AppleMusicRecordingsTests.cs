using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.AppleMusic;
using MediaGateway.Tests.Providers;

namespace MediaGateway.Tests.Outside.Providers;

/// <summary>Answers that Apple Music gave to others. (There is no description of the API to hold requests against.)</summary>
[Trait("Category", "Outside")]
public sealed class AppleMusicRecordingsTests
{
    private static readonly AppleMusicProtocol Protocol = new();
    private static readonly SourceQuery Album = new() { Operation = SourceOperation.Details, ContentId = "apple_music:310730204", Type = ContentType.Album, Region = "US" };
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "love", Region = "US" };

    [OutsideFact]
    public void Every_recorded_answer_is_read_without_a_fault()
    {
        foreach (var file in Directory.EnumerateFiles(OutsideFiles.PathOf("fixtures/apple-music"), "*.json"))
        {
            foreach (var query in new[] { Search, Album, Album with { Operation = SourceOperation.Availability } })
            {
                Assert.Equal(SourceOutcome.Answered, Protocol.Answered(query, File.ReadAllText(file)).Outcome);
            }
        }
    }

    [OutsideFact]
    public void An_album_and_an_artist_are_what_they_were()
    {
        var album = Assert.Single(Recorded("gam_catalog_albums__albumsJSON").Titles);
        Assert.Equal(("310730204", "Born to Run", "Bruce Springsteen", 8, new DateOnly(1975, 8, 25)), (album.SourceId, album.Title, album.Artist, album.Tracks!.Value, album.ReleaseDate!.Value));
        Assert.Equal("https://example.mzstatic.com/image/thumb/Music3/v4/2d/02/4a/2d024aaa-4547-ca71-7ba1-b8f5e1d98256/source/600x600bb.jpg", album.Images.Poster);
        Assert.Contains("Forty years on, Born to Run still sits", album.Overview, StringComparison.Ordinal);
        Assert.DoesNotContain("Music", album.Genres);
        Assert.Equal((OfferKind.Subscription, "US"), (Assert.Single(album.Availability).Kind, album.Availability[0].Region));

        var artist = Assert.Single(Recorded("gam_catalog_artists__artistsJSON").Titles);
        Assert.Equal(("178834", "Bruce Springsteen", ContentType.Artist), (artist.SourceId, artist.Title, artist.Type!.Value));
        Assert.Equal(["Rock"], artist.Genres);
    }

    [OutsideFact]
    public void An_album_with_a_year_only_has_no_day()
    {
        var album = Assert.Single(Recorded("gam_me_history__meHistoryHeavyRotationJSON").Titles);
        Assert.Equal(("The Essential Celine Dion", "Céline Dion", 2008, (DateOnly?)null, 27), (album.Title, album.Artist, album.Year!.Value, album.ReleaseDate, album.Tracks!.Value));
    }

    [OutsideFact]
    public void Curators_stations_genres_and_what_is_in_a_library_are_no_titles()
    {
        foreach (var name in new[] { "gam_catalog_curators__curatorsJSON", "gam_catalog_stations__stationsJSON", "gam_catalog_genres__TestCatalogService_GetGenre", "gam_me_library_songs__TestMeService_GetAllLibrarySongs" })
        {
            var reply = Recorded(name);
            Assert.Empty(reply.Titles);
            Assert.Equal(["$.data[].type"], reply.Unmapped.Keys);
        }
    }

    [OutsideFact]
    public async Task The_recorded_refusal_is_one()
    {
        var body = await File.ReadAllTextAsync(OutsideFiles.PathOf("fixtures/apple-music/gam_applemusic__TestCheckResponse.json"));
        Assert.Equal(SourceOutcome.Refused, (await Protocol.SentAsync(Search, 400, body)).Outcome);
    }

    private static SourceReply Recorded(string name) => Protocol.Answered(Album, File.ReadAllText(OutsideFiles.PathOf($"fixtures/apple-music/{name}.json")));
}
