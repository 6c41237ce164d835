using System.Collections.Frozen;
using MediaGateway.Providers.Payloads;

namespace MediaGateway.Providers.Watchmode;

/// <summary>What Watchmode calls the platforms. Its names change (<c>iTunes</c>, <c>AppleTV</c>), its numbers do not.</summary>
internal static class WatchmodeSources
{
    // https://api.watchmode.com/v1/sources/: those of a subscription, which a catalogue is asked for by.
    private static readonly FrozenDictionary<long, string> Platforms = new Dictionary<long, string>
    {
        [26] = "prime_video",
        [108] = "mgm_plus",
        [157] = "hulu",
        [203] = "netflix",
        [323] = "starz",
        [371] = "apple_tv",
        [372] = "disney_plus",
        [387] = "hbo_max",
        [389] = "peacock",
        [393] = "crave",
        [406] = "now_tv",
        [423] = "binge",
        [425] = "stan",
        [442] = "discovery_plus",
        [444] = "paramount_plus",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, long> Numbers =
        Platforms.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Watchmode's number of a platform; null where none is known.</summary>
    public static long? Of(string platform) => Numbers.TryGetValue(platform, out var number) ? number : null;

    /// <summary>The platform of a row; null, and noted, where nobody of its number or name is known.</summary>
    public static string? PlatformOf(Payload row)
    {
        if (row["source_id"].Whole is { } number && Platforms.TryGetValue(number, out var platform)) return platform;
        if (PlatformNames.Find(row["name"].Text) is { } named) return named;
        row["name"].Note();
        return null;
    }
}
