using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>An upstream API: what it answers, and how its refusals look. It is pure but for numbers of tokens.</summary>
internal interface IReplayedApi
{
    /// <summary>What the gateway calls it.</summary>
    string Source { get; }

    /// <summary>The first part of the paths below which it answers.</summary>
    string Prefix { get; }

    /// <summary>The answer to a request.</summary>
    Answer AnswerTo(Question question);

    /// <summary>A refusal in the API's own form.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="message">What it says to people.</param>
    JsonNode Refusal(int status, string message);

    /// <summary>What it says when the quota is spent. Where an API has no form of its own for that, it is YouTube's.</summary>
    Answer SpentQuota() => YouTubeApi.QuotaExceeded();
}

/// <summary>An answer with a JSON body.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(int Status, JsonNode Body)
{
    /// <summary>A good one.</summary>
    public static Answer Of(JsonNode body) => new(200, body);
}

/// <summary>What APIs have in common.</summary>
internal static class ReplayedApi
{
    /// <summary>A refusal with its status.</summary>
    public static Answer Refuse(this IReplayedApi api, int status, string message) => new(status, api.Refusal(status, message));

    /// <summary>The answer to a path that the API does not have.</summary>
    public static Answer Unknown(this IReplayedApi api) => api.Refuse(404, "The resource you requested could not be found.");
}
