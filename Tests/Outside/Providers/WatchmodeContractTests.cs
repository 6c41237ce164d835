using System.Net;
using System.Text.Json;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Watchmode;
using MediaGateway.Tests.Providers;

namespace MediaGateway.Tests.Outside.Providers;

/// <summary>What we send and read, held against what others have seen of the live service.</summary>
[Trait("Category", "Outside")]
public sealed class WatchmodeContractTests
{
    private static readonly JsonElement Seen = OutsideFiles.Exist ? OutsideFiles.Json("contracts/live-observations/verified-cases.json").GetProperty("services").GetProperty("watchmode") : default;
    private static readonly JsonElement Fields = OutsideFiles.Exist ? OutsideFiles.Json("contracts/watchmode/airbyte-observed-fields.json").GetProperty("endpoints") : default;
    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "x", Region = "US" };

    [OutsideFact]
    public void Every_request_names_a_path_that_is_known_and_sends_the_key_as_recommended()
    {
        var known = Seen.GetProperty("spec_facts").GetProperty("paths_known").EnumerateArray().Select(path => path.GetString()!).ToHashSet();
        foreach (var query in Queries())
        {
            using var request = SourceCall.Request(new WatchmodeProtocol(), query);
            var path = request.RequestUri!.AbsolutePath["/v1".Length..];
            Assert.Contains(query.ContentId is null ? path : string.Join('/', path.Split('/').Select((part, i) => i == 2 ? "{id}" : part)), known);
            Assert.True(request.Headers.Contains("X-API-Key"));
        }

        Assert.Contains("X-API-Key (recommended)", Seen.GetProperty("spec_facts").GetProperty("auth").EnumerateArray().Select(way => way.GetString()));
    }

    [OutsideFact]
    public async Task Every_refusal_that_was_seen_ends_as_what_it_is()
    {
        foreach (var seen in Seen.GetProperty("cases").EnumerateArray().Where(seen => seen.TryGetProperty("body", out _)))
        {
            var reply = await SourceCall.ReadAsync(new WatchmodeProtocol(), Search, seen.GetProperty("body").GetRawText(), (HttpStatusCode)seen.GetProperty("status").GetInt32());
            Assert.Equal(SourceOutcome.Unauthorized, reply.Outcome);
        }
    }

    [OutsideFact]
    public async Task Every_field_that_was_seen_in_lists_is_read_in_the_kind_that_was_seen_and_as_null()
    {
        foreach (var (endpoint, query) in new[] { ("/v1/autocomplete-search/", Search), ("/v1/search/", Search), ("/v1/list-titles/", Search with { Operation = SourceOperation.Catalogue }) })
        {
            var list = Fields.GetProperty(endpoint);
            var name = list.GetProperty("array_at").GetString()!["$.".Length..];
            var fields = list.GetProperty("fields").EnumerateObject().ToArray();
            var full = fields.Select(field => $"\"{field.Name}\": {(field.Value.GetString() == "number" ? "7" : $"\"{Sample(field.Name)}\"")}");
            var empty = fields.Select(field => $"\"{field.Name}\": {(field.Name is "id" ? "7" : "null")}");
            var reply = await SourceCall.ReadAsync(new WatchmodeProtocol(), query, $$"""{"{{name}}": [{{{string.Join(',', full)}}}, {{{string.Join(',', empty)}}}]}""");
            Assert.Equal(("7", "sample", ContentType.Movie), (Assert.Single(reply.Titles).SourceId, reply.Titles[0].Title, reply.Titles[0].Type));
            Assert.Equal("movie:7", reply.Titles[0].ExternalIds["tmdb"]);
            Assert.Empty(reply.Unmapped);
        }
    }

    private static string Sample(string field) => field switch
    {
        "type" or "tmdb_type" => "movie",
        "resultType" or "result_type" => "title",
        _ => "sample",
    };

    private static IEnumerable<SourceQuery> Queries() =>
    [
        Search,
        Search with { Text = "tt0133093" },
        Search with { Operation = SourceOperation.Details, ContentId = "imdb:tt0903747" },
        Search with { Operation = SourceOperation.Availability, ContentId = "tmdb:movie:278" },
        Search with { Operation = SourceOperation.Catalogue, Platform = "netflix" },
        Search with { Operation = SourceOperation.Health },
    ];
}
