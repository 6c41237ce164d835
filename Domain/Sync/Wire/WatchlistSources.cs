using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>The names of <see cref="WatchlistSource"/> on the wire.</summary>
public static class WatchlistSources
{
    /// <summary>The name of a source.</summary>
    public static string ToWire(this WatchlistSource source) => source switch
    {
        WatchlistSource.Manual => "manual",
        WatchlistSource.Recommendation => "recommendation",
        WatchlistSource.ContinueWatching => "continue_watching",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not a source"),
    };

    /// <summary>The source of a name.</summary>
    public static bool TryParse(string name, out WatchlistSource source)
    {
        (var known, source) = name switch
        {
            "manual" => (true, WatchlistSource.Manual),
            "recommendation" => (true, WatchlistSource.Recommendation),
            "continue_watching" => (true, WatchlistSource.ContinueWatching),
            _ => (false, default),
        };
        return known;
    }
}
