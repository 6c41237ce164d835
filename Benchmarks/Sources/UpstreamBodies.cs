using System.Text.Json.Nodes;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.Direct;
using MediaGateway.Providers.Spotify;
using MediaGateway.Providers.StreamingAvailability;
using MediaGateway.Providers.Tmdb;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>The replay server's payloads, as bodies of answers.</summary>
internal static class UpstreamBodies
{
    private const string Country = "us";

    private static readonly SourceQuery Search = new() { Operation = SourceOperation.Search, Text = "a", Region = "US" };

    /// <summary>Whole films and series, one in each body, with all that is asked for along with them.</summary>
    public static IReadOnlyList<UpstreamBody> OfTmdb() => [.. DetailsOf("movies", "movie"), .. DetailsOf("tv", "tv")];

    /// <summary>One search with offers in one country.</summary>
    public static IReadOnlyList<UpstreamBody> OfStreamingAvailability()
    {
        var shows = Read("streaming_availability", "shows");
        foreach (var show in shows) show!["streamingOptions"] = InCountry(show["streamingOptions"]!.AsObject());
        return [BodyOf(new StreamingAvailabilityProtocol(), Search, shows)];
    }

    /// <summary>One search with all kinds of results.</summary>
    public static IReadOnlyList<UpstreamBody> OfSpotify() =>
        [BodyOf(new SpotifyProtocol(), Search, new JsonObject(Lists("artists", "albums", "tracks", "shows", "episodes")))];

    /// <summary>A search on each platform.</summary>
    public static IReadOnlyList<UpstreamBody> OfDirect() =>
        [.. DirectPlatform.All.Select(platform => BodyOf(new DirectProtocol(platform), Search, new JsonObject { ["results"] = Read(platform.SourceId, "titles") }))];

    private static IEnumerable<UpstreamBody> DetailsOf(string file, string kind)
    {
        foreach (var title in Read("tmdb", file))
        {
            yield return BodyOf(new TmdbProtocol(), new SourceQuery { Operation = SourceOperation.Details, ContentId = $"tmdb:{kind}:{title!["id"]}", Region = "US" }, title);
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Lists(params string[] names) =>
        names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["items"] = Read("spotify", name) }));

    private static JsonObject InCountry(JsonObject options)
    {
        JsonArray offers = [.. (options[Country]?.AsArray() ?? []).Select(offer => offer!.DeepClone())];
        foreach (var offer in offers)
        {
            Rename(offer!.AsObject(), "availableDaysAgo", "availableSince");
            Rename(offer.AsObject(), "expiresInDays", "expiresOn");
        }

        return new JsonObject { [Country] = offers };
    }

    // The file counts days from the day on which it is served. A small number reads like the seconds that the API says.
    private static void Rename(JsonObject offer, string days, string time)
    {
        if (offer[days] is not { } value) return;
        offer.Remove(days);
        offer[time] = value;
    }

    private static UpstreamBody BodyOf(IUpstreamProtocol protocol, SourceQuery query, JsonNode body) =>
        new(protocol, query, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));

    private static JsonArray Read(string source, string name)
    {
        var path = $"Payloads/{source}/{name}.json";
        using var file = typeof(UpstreamBodies).Assembly.GetManifestResourceStream(path) ?? throw new InvalidOperationException($"{path} is not part of the assembly.");
        return JsonNode.Parse(file)!.AsArray();
    }
}

/// <summary>The body of an answer to a question.</summary>
internal sealed record UpstreamBody(IUpstreamProtocol Protocol, SourceQuery Query, ReadOnlyMemory<byte> Body);
