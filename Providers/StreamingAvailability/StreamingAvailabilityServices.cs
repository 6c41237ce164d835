using System.Collections.Frozen;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.StreamingAvailability;

/// <summary>What the API calls the services, and what the gateway does.</summary>
internal static class StreamingAvailabilityServices
{
    // https://docs.movieofthenight.com/resource/countries
    private static readonly FrozenDictionary<string, string> Platforms = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["all4"] = "channel_4",
        ["apple"] = "apple_tv",
        ["britbox"] = "britbox",
        ["crave"] = "crave",
        ["crunchyroll"] = "crunchyroll",
        ["curiosity"] = "curiosity_stream",
        ["discovery"] = "discovery_plus",
        ["disney"] = "disney_plus",
        ["hbo"] = "hbo_max",
        ["hotstar"] = "jio_hotstar",
        ["hulu"] = "hulu",
        ["iplayer"] = "bbc_iplayer",
        ["itvx"] = "itvx",
        ["mubi"] = "mubi",
        ["netflix"] = "netflix",
        ["now"] = "now_tv",
        ["paramount"] = "paramount_plus",
        ["peacock"] = "peacock",
        ["plutotv"] = "pluto_tv",
        ["prime"] = "prime_video",
        ["sonyliv"] = "sony_liv",
        ["stan"] = "stan",
        ["starz"] = "starz",
        ["tubi"] = "tubi",
        ["wow"] = "wow",
        ["zee5"] = "zee5",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Services =
        Platforms.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The API's name of a platform; null where it does not follow that one.</summary>
    public static string? Of(string platform) => Services.GetValueOrDefault(platform);

    /// <summary>The platform of a service by its id (<c>prime</c>) or name; null where nobody of either is known.</summary>
    public static string? PlatformOf(string? id, string? name = null) =>
        id is not null && Platforms.TryGetValue(id, out var platform) ? platform : PlatformNames.Find(name) ?? PlatformNames.Find(id);

    /// <summary>The platform of a service; null, and noted, where it is not known.</summary>
    /// <param name="service">The service, by its id or with its id and name.</param>
    public static string? PlatformOf(Payload service)
    {
        var id = service.IsObject ? service["id"] : service;
        if (PlatformOf(id.Text, service.IsObject ? service["name"].Text : null) is { } platform) return platform;
        id.Note();
        return null;
    }
}
