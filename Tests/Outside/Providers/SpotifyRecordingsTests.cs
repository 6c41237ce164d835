using System.Globalization;
using System.Text.RegularExpressions;
using System.Web;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Spotify;
using MediaGateway.Tests.Providers;

namespace MediaGateway.Tests.Outside.Providers;

/// <summary>Answers that Spotify gave to others, and its own description of the API.</summary>
[Trait("Category", "Outside")]
public sealed partial class SpotifyRecordingsTests
{
    private static readonly SpotifyProtocol Protocol = new();
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "muse", Region = "SE" };

    private static readonly ContentType[] Types = [ContentType.Track, ContentType.Album, ContentType.Artist, ContentType.Playlist, ContentType.Series, ContentType.Episode];

    [OutsideFact]
    public void Every_recorded_answer_is_read_without_a_fault()
    {
        foreach (var file in Directory.EnumerateFiles(OutsideFiles.PathOf("fixtures/spotify"), "*.json"))
        {
            foreach (var query in Types.Select(Details).SelectMany(query => new[] { query, query with { Operation = SourceOperation.Availability } }).Append(Search))
            {
                Assert.Equal(SourceOutcome.Answered, Protocol.Answered(query, File.ReadAllText(file)).Outcome);
            }
        }
    }

    [OutsideFact]
    public void A_track_an_album_and_an_artist_are_what_they_were()
    {
        var track = Recorded(Details(ContentType.Track), "java_GetTrackRequest");
        Assert.Equal(("3n3Ppam7vgaVa1iaRUc9Lp", "Mr. Brightside", "The Killers", 4, "GBFFP0300052"), (track.SourceId, track.Title, track.Artist, track.RuntimeMinutes!.Value, track.ExternalIds["isrc"]));
        Assert.Equal("https://i.scdn.co/image/ac68a9e4a867ec3ce8249cd90a2d7c73755fb487", track.Images.Poster);
        Assert.Single(track.Trailers);
        Assert.Equal(2, track.Availability.Count);
        Assert.Empty(Recorded(Details(ContentType.Track) with { Region = "US" }, "java_GetTrackRequest").Availability);

        var album = Recorded(Details(ContentType.Album), "java_GetAlbumRequest");
        Assert.Equal(("She's So Unusual", "Cyndi Lauper", 1983, (DateOnly?)null, 13, "5099749994324"), (album.Title, album.Artist, album.Year!.Value, album.ReleaseDate, album.Tracks!.Value, album.ExternalIds["upc"]));

        var artist = Recorded(Details(ContentType.Artist), "java_GetArtistRequest");
        Assert.Equal(("Band of Horses", "https://i.scdn.co/image/eb266625dab075341e8c4378a177a27370f91903"), (artist.Title, artist.Images.Poster));
        Assert.Equal(["indie folk", "indie pop"], artist.Genres);
        Assert.Equal("Pitbull", Recorded(Details(ContentType.Artist), "zmb3_find_artist").Title);
    }

    [OutsideFact]
    public void Podcasts_are_series_and_episodes()
    {
        var show = Recorded(Details(ContentType.Series), "zmb3_get_show");
        Assert.Equal(("3vuV292Him90EjQ5YL4XIw", ContentType.Series), (show.SourceId, show.Type!.Value));
        Assert.StartsWith("Exploring the big ideas", show.Overview, StringComparison.Ordinal);
        var episodes = Protocol.Answered(Search, Text("java_SearchEpisodesRequest"));
        Assert.NotEmpty(episodes.Titles);
        Assert.Empty(episodes.Unmapped);
        Assert.All(episodes.Titles, episode => Assert.Equal((ContentType.Episode, true), (episode.Type!.Value, episode.RuntimeMinutes > 0 && episode.Overview is not null && episode.ReleaseDate is not null)));
    }

    [OutsideFact]
    public void Searches_give_what_was_found()
    {
        Assert.Equal(10, Protocol.Answered(Search, Text("java_SearchArtistsRequest")).Titles.Count);
        Assert.Contains(Protocol.Answered(Search, Text("zmb3_search_tracks")).Titles, title => title is { Title: "Uptown Funk", Artist: "Mark Ronson, Bruno Mars" });
        Assert.Contains(Protocol.Answered(Search, Text("java_GetListOfNewReleasesRequest")).Titles, title => title is { Type: ContentType.Album, Title: "Runnin'" });
    }

    [OutsideFact]
    public void What_is_asked_is_what_the_description_of_the_api_has()
    {
        var api = File.ReadAllText(OutsideFiles.PathOf("contracts/spotify/fixed-spotify-open-api.yml"));
        foreach (var query in Types.Select(Details).Append(Search).Append(new SourceQuery { Operation = SourceOperation.Health, Region = "SE" }))
        {
            var address = new Uri(Protocol.Address, Protocol.AddressFor(query));
            var path = address.AbsolutePath["/v1".Length..].Split('/');
            var operation = Operation(api, path);
            Assert.DoesNotContain("\n      deprecated: true", "\n" + operation, StringComparison.Ordinal);
            var asked = HttpUtility.ParseQueryString(address.Query);
            Assert.All(asked.AllKeys, name => Assert.Matches(name is "market" ? "parameters/QueryMarket" : $@"- name: {name}\n", operation));
            if (asked["type"] is { } types) Assert.All(types.Split(','), type => Assert.Contains($"\n            - {type}\n", operation, StringComparison.Ordinal));
            if (asked["limit"] is { } limit) Assert.True(int.Parse(limit, CultureInfo.InvariantCulture) <= int.Parse(Maximum().Match(operation).Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The lines of one operation: no reader of YAML is part of the framework, and none is needed for as much.</summary>
    private static string Operation(string api, string[] path)
    {
        var found = Regex.Match(api, $@"\n  /{path[1]}{(path.Length > 2 ? @"/\{\w+\}" : "")}:\n    get:\n(?<lines>((      .*)?\n)+)");
        Assert.True(found.Success, string.Join('/', path));
        return found.Groups["lines"].Value;
    }

    private static SourceQuery Details(ContentType type) => new() { Operation = SourceOperation.Details, ContentId = "spotify:3n3Ppam7vgaVa1iaRUc9Lp", Type = type, Region = "SE" };

    private static SourceRecord Recorded(SourceQuery query, string name)
    {
        var reply = Protocol.Answered(query, Text(name));
        Assert.Empty(reply.Unmapped);
        return Assert.Single(reply.Titles);
    }

    private static string Text(string name) => File.ReadAllText(OutsideFiles.PathOf($"fixtures/spotify/{name}.json"));

    [GeneratedRegex(@"- name: limit\n(?:.*\n)*?          maximum: (\d+)\n")]
    private static partial Regex Maximum();
}
