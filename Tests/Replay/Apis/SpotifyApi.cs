using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>The Spotify Web API.</summary>
internal sealed class SpotifyApi : IReplayedApi
{
    private const int IdLength = 22;
    private const int LargestPage = 10;
    private const int LargestOffset = 1000;

    private static readonly string[] Types = ["artist", "album", "track", "show", "episode"];

    private readonly Dictionary<string, IReadOnlyList<JsonObject>> _lists =
        Types.ToDictionary(type => type + "s", type => Payloads.List("spotify", type + "s"), StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Source => "spotify";

    /// <inheritdoc/>
    public string Prefix => "spotify";

    /// <inheritdoc/>
    public Answer AnswerTo(Question question) => question switch
    {
        _ when !question.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal) => this.Refuse(401, "No token provided"),
        { Method: not "GET" } => this.Refuse(405, "Method not allowed"),
        { Path: ["search"] } => Search(question),
        { Path: [var folder, var id] } when _lists.TryGetValue(folder, out var list) => Find(list, id),
        _ => this.Refuse(404, "Service not found"),
    };

    /// <inheritdoc/>
    public JsonNode Refusal(int status, string message) => new JsonObject { ["error"] = new JsonObject { ["status"] = status, ["message"] = message } };

    private Answer Find(IReadOnlyList<JsonObject> list, string id) =>
        id.Length != IdLength || !id.All(char.IsAsciiLetterOrDigit) ? this.Refuse(400, "Invalid base62 id")
        : list.FirstOrDefault(entry => entry.Text("id") == id) is { } found ? Answer.Of(found.DeepClone())
        : this.Refuse(404, "Resource not found");

    private Answer Search(Question question)
    {
        if (question["q"] is not { } words) return this.Refuse(400, "No search query");
        if (question["type"]?.Split(',') is not { } types) return this.Refuse(400, "Missing parameter type");
        if (types.Except(Types).Any()) return this.Refuse(400, "Bad search type field");
        if (question.Number("limit", 5, 1, LargestPage) is not { } limit) return this.Refuse(400, "Invalid limit");
        if (question.Number("offset", 0, 0, LargestOffset) is not { } offset) return this.Refuse(400, "Invalid offset");
        return Answer.Of(new JsonObject(types.Select(type => KeyValuePair.Create(type + "s", (JsonNode?)Page(WordSearch.Find(_lists[type + "s"], NamesOf, words), limit, offset)))));
    }

    private static JsonObject Page(IReadOnlyList<JsonObject> found, int limit, int offset) => new()
    {
        ["limit"] = limit,
        ["offset"] = offset,
        ["total"] = found.Count,
        ["next"] = null,
        ["previous"] = null,
        ["items"] = found.Skip(offset).Take(limit).ToList(),
    };

    /// <remarks>People look for music by who made it, too.</remarks>
    private static string NamesOf(JsonObject entry) =>
        string.Join(' ', [entry.Text("name"), .. (entry["artists"]?.AsArray() ?? []).Select(artist => artist!.Text("name"))]);
}
