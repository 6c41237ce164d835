using System.Collections.Frozen;
using MediaGateway.Domain.Sources;

namespace MediaGateway.Domain.Platforms;

/// <summary>
/// Which sources are asked about a platform, and in which order: the platform itself where it has an API, then those that
/// know many platforms. A platform that is to be asked otherwise is a line here.
/// </summary>
public static class SourceChains
{
    private static readonly string[] Aggregators = ["streaming_availability", "watchmode", "justwatch"];

    private static readonly FrozenDictionary<string, string[]> Special = new Dictionary<string, string[]>
    {
        ["prime_video"] = ["prime_video_direct", "streaming_availability", "watchmode"],
        ["youtube"] = ["youtube"],
        ["spotify"] = ["spotify"],
        ["apple_music"] = ["apple_music"],
    }.ToFrozenDictionary();

    /// <summary>The sources of a platform, the first to be asked first.</summary>
    public static IReadOnlyList<string> Of(string platform) =>
        Special.TryGetValue(platform, out var chain) ? chain
        : SourceDirectory.Find($"{platform}_direct") is { Id: var direct } ? [direct, .. Aggregators]
        : Aggregators;
}
