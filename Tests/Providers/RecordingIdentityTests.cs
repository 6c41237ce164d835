using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.AppleMusic;
using MediaGateway.Providers.Spotify;
using MediaGateway.Tests.Catalogue;

namespace MediaGateway.Tests.Providers;

/// <summary>One recording is one title, whichever service tells of it.</summary>
public sealed class RecordingIdentityTests
{
    private const string SpotifyId = "0aB1cD2eF3gH4iJ5kL6mN7";

    [Theory]
    [InlineData("gb-ffp-03-00052", 1)]
    [InlineData("GBFFP0300053", 2)]
    public void Two_services_tell_of_one_track_where_its_recording_is_the_same(string isrc, int titles)
    {
        var spotify = Told(new SpotifyProtocol(), "spotify:" + SpotifyId, $$"""{"id": "{{SpotifyId}}", "name": "Night Train", "external_ids": {"isrc": "{{isrc}}"} }""");
        var apple = Told(new AppleMusicProtocol(), "apple_music:310730206", """
            {"data": [{"id": "310730206", "type": "songs", "attributes": {"name": "Night Train (Remastered)", "isrc": "GBFFP0300052", "playParams": {"id": "310730206"}}}]}
            """);
        var catalogue = new CatalogueModel();
        catalogue.Import(new ImportMemory(), [spotify]);
        catalogue.Import(new ImportMemory(), [apple]);
        Assert.Equal(titles, catalogue.All.Count());
        Assert.Equal(titles == 1, catalogue.All.Any(title => title.ExternalIds.ContainsKey("spotify") && title.ExternalIds.ContainsKey("apple_music")));
    }

    private static SourceRecord Told(IUpstreamProtocol protocol, string id, string json) =>
        Assert.Single(protocol.Answered(new SourceQuery { Operation = SourceOperation.Details, ContentId = id, Type = ContentType.Track, Region = "GB" }, json).Titles);
}
