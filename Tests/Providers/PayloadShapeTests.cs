using System.Text.Json.Nodes;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.JustWatch;
using MediaGateway.Providers.StreamingAvailability;
using MediaGateway.Providers.Watchmode;

namespace MediaGateway.Tests.Providers;

/// <summary>Takes answers that are whole, and puts something else into each place of them in turn.</summary>
public sealed class PayloadShapeTests
{
    private static readonly string?[] Others = ["null", "\"x\"", "\"\"", "-1", "1e400", "9999999999999999999999", "true", "[]", "[[{}]]", "{}", "{\"id\": {}}", "\"\\ud800\"", null];

    private static readonly SourceQuery Query = new() { Operation = SourceOperation.Details, ContentId = "imdb:tt4574334", Region = "US" };

    public static TheoryData<string, string> Answers => new()
    {
        {
            "streaming_availability Expiring", """
            {"changes": [{"changeType": "expiring", "itemType": "show", "showId": "5", "showType": "movie", "service": {"id": "netflix", "name": "Netflix"}, "streamingOptionType": "subscription", "timestamp": 1795348800, "link": "https://www.netflix.com/title/5"}],
             "shows": {"5": {"itemType": "show", "showType": "movie", "id": "5", "imdbId": "tt0133093", "tmdbId": "movie/603", "title": "Film", "originalTitle": "F", "overview": "o", "releaseYear": 1999, "genres": [{"id": "a", "name": "A"}],
               "directors": ["D"], "cast": ["C"], "rating": 80, "runtime": 100, "imageSet": {"verticalPoster": {"w480": "https://p.example/1"}, "horizontalPoster": {"w1440": "https://p.example/2"}},
               "streamingOptions": {"us": [{"service": {"id": "prime", "name": "Prime Video"}, "type": "rent", "addon": {"id": "max", "name": "Max"}, "link": "https://www.amazon.com/dp/B00FZPGTD8", "quality": "uhd",
                 "price": {"amount": "3.99", "currency": "USD", "formatted": "x"}, "expiresOn": 1795348800, "availableSince": 1695348800}]},
               "streamingInfo": {"us": {"netflix": [{"type": "subscription", "quality": "hd", "leaving": 0, "price": null}]}, "de": [{"service": "netflix", "streamingType": "buy"}]}}},
             "hasMore": true, "nextCursor": "1:x"}
            """
        },
        {
            "watchmode Details", """
            {"id": 1, "title": "Film", "original_title": "F", "plot_overview": "p", "type": "movie", "runtime_minutes": 100, "year": 1999, "release_date": "1999-03-30", "imdb_id": "tt0133093", "tmdb_id": 603, "tmdb_type": "movie",
             "genre_names": ["A"], "user_rating": 8.7, "critic_score": 80, "poster": "https://p.example/1", "backdrop": "https://p.example/2", "trailer": "https://t.example/3",
             "sources": [{"source_id": 203, "name": "Netflix", "type": "sub", "region": "US", "web_url": "https://www.netflix.com/title/1", "format": "HD", "price": 1.5}]}
            """
        },
        {
            "justwatch Search", """
            {"data": {"popularTitles": {"pageInfo": {"endCursor": "x", "hasNextPage": true}, "edges": [{"node": {"id": "tm1", "objectType": "MOVIE", "totalSeasonCount": 1,
              "content": {"title": "Film", "originalTitle": "F", "originalReleaseYear": 1999, "originalReleaseDate": "1999-03-30", "shortDescription": "s", "runtime": 100, "genres": [{"shortName": "act"}],
                "externalIds": {"imdbId": "tt0133093", "tmdbId": "603"}, "posterUrl": "/p/{profile}/x.{format}", "backdrops": [{"backdropUrl": "/b"}], "scoring": {"imdbScore": 8.7, "imdbVotes": 5, "tmdbScore": 8, "tomatoMeter": 80, "jwRating": 0.9}},
              "people": {"credits": [{"role": "ACTOR", "name": "A"}]},
              "offers": [{"monetizationType": "RENT", "presentationType": "_4K", "retailPrice": "$3.99", "retailPriceValue": 3.99, "currency": "USD", "standardWebURL": "https://tv.apple.com/movie/umc.cmc.abcdefghij", "availableTo": "2027-01-01", "package": {"clearName": "Apple TV", "technicalName": "itunes"}}]}}]}}}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_stands_in_any_place_of_an_answer_the_rest_of_it_is_read(string asked, string answer)
    {
        var (protocol, operation) = (ProtocolOf(asked.Split(' ')[0]), Enum.Parse<SourceOperation>(asked.Split(' ')[1]));
        var query = Query with { Operation = operation, Text = "x" };
        Assert.Empty((await SourceCall.ReadAsync(protocol, query, answer)).Unmapped);
        var places = PlacesIn(JsonNode.Parse(answer)!).ToArray();
        Assert.True(places.Length > 20);
        foreach (var place in places)
        {
            foreach (var other in Others)
            {
                var reply = await SourceCall.ReadAsync(protocol, query, With(answer, place, other));
                Assert.True(reply.Outcome is SourceOutcome.Answered or SourceOutcome.NotFound || place is "/data" or "/data/popularTitles", $"{other ?? "nothing"} at {place}: {reply.Outcome}");
            }
        }
    }

    [Fact]
    public void Each_platform_that_the_sources_are_asked_about_is_one_that_the_gateway_has()
    {
        foreach (var (source, platforms) in new[] { ("streaming_availability", 26), ("watchmode", 15), ("justwatch", 10) })
        {
            Assert.Equal(platforms, PlatformDirectory.All.Count(platform => ProtocolOf(source).CanAnswer(Query with { Operation = SourceOperation.Catalogue, Platform = platform.Id })));
        }
    }

    private static IUpstreamProtocol ProtocolOf(string source) => source switch
    {
        "watchmode" => new WatchmodeProtocol(),
        "justwatch" => new JustWatchProtocol(),
        _ => new StreamingAvailabilityProtocol(),
    };

    private static IEnumerable<string> PlacesIn(JsonNode? node, string path = "")
    {
        var inside = node switch
        {
            JsonObject members => members.SelectMany(member => PlacesIn(member.Value, $"{path}/{member.Key}")),
            JsonArray entries => entries.SelectMany((entry, i) => PlacesIn(entry, $"{path}/{i}")),
            _ => [],
        };
        return path.Length > 0 ? inside.Prepend(path) : inside;
    }

    // Some of what is put in is no text that a tree of nodes would keep, so it is put into the text of the tree.
    private static string With(string answer, string place, string? other)
    {
        const string Mark = "\u0001mark";
        var root = JsonNode.Parse(answer)!;
        var names = place.Split('/')[1..];
        var parent = names[..^1].Aggregate(root, (node, name) => (node is JsonArray list ? list[int.Parse(name)] : node[name])!);
        if (parent is JsonArray entries) entries[int.Parse(names[^1])] = Mark;
        else if (other is null) parent.AsObject().Remove(names[^1]);
        else parent[names[^1]] = Mark;
        var changed = root.ToJsonString().Replace(JsonValue.Create(Mark).ToJsonString(), other ?? "null", StringComparison.Ordinal);
        Assert.DoesNotContain("mark\"", changed);
        return changed;
    }
}
