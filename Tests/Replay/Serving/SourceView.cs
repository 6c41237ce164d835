using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MediaGateway.Replay.Serving;

/// <summary>What is shown of a source. Keys are not: somebody may have sent a real one.</summary>
internal static partial class SourceView
{
    /// <summary>The source as JSON.</summary>
    public static JsonObject Of(ReplayedSource source)
    {
        var failure = source.Failure;
        return new JsonObject
        {
            ["path"] = $"/{source.Api.Prefix}/",
            ["mode"] = FailureModeConverter.NameOf(failure.Mode),
            ["remaining"] = failure.Count,
            ["retry_after"] = failure.Mode is FailureMode.TooManyRequests ? failure.RetryAfter?.TotalSeconds : null,
            ["delay_ms"] = failure.Mode is FailureMode.Slow or FailureMode.SlowDrip ? failure.Wait.TotalMilliseconds : null,
            ["count"] = source.Count,
            ["requests"] = new JsonArray([.. source.Requests.CountBy(request => (request.Method, request.Path, Query: Hide(request.Query))).Select(Line)]),
        };
    }

    private static JsonObject Line(KeyValuePair<(string Method, string Path, string Query), int> sent) => new()
    {
        ["method"] = sent.Key.Method,
        ["path"] = sent.Key.Path,
        ["query"] = sent.Key.Query,
        ["count"] = sent.Value,
    };

    private static string Hide(string query) => Key().Replace(query, "$1=***");

    [GeneratedRegex("(?<=^|&)(api_key|key)=[^&]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}
