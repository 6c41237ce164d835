using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>Streaming Availability by Movie of the Night, version 4.</summary>
internal sealed class StreamingAvailabilityApi : IReplayedApi
{
    private const int PageSize = 5;

    private readonly StreamingShows _shows = new();
    private readonly JsonNode _genres = Payloads.Read("streaming_availability", "genres");

    /// <inheritdoc/>
    public string Source => "streaming_availability";

    /// <inheritdoc/>
    public string Prefix => "streaming_availability";

    /// <inheritdoc/>
    public Answer AnswerTo(Question question) => question switch
    {
        { Key: null } => this.Refuse(401, "Invalid API key."),
        { Method: not "GET" } => this.Refuse(405, "Method not allowed"),
        { Path: ["genres"] } => Answer.Of(_genres.DeepClone()),
        { Path: ["shows", "search", _] or ["changes"] } when question["country"] is not { Length: 2 } => this.Refuse(400, "country is required"),
        { Path: ["shows", "search", "title"] } => Search(question),
        { Path: ["shows", "search", "filters"] } => Catalogue(question),
        { Path: ["changes"] } => Changes(question),
        { Path: ["shows", .. var id] } => _shows.Find(string.Join('/', id), question) is { } show ? Answer.Of(show) : this.Refuse(404, "no show found with the given id"),
        _ => this.Refuse(404, "Not Found"),
    };

    /// <inheritdoc/>
    public JsonNode Refusal(int status, string message) => new JsonObject { ["message"] = message };

    /// <inheritdoc/>
    public Answer SpentQuota() => this.Refuse(429, "You have exceeded the MONTHLY quota for Requests on your current plan.");

    private Answer Search(Question question) => question["title"] is { } words
        ? Answer.Of(WordSearch.Find(_shows.On(question), show => show.Text("title"), words).ToList())
        : this.Refuse(400, "title is required");

    private Answer Catalogue(Question question)
    {
        var shows = _shows.On(question).Where(show => show["streamingOptions"]!.AsObject().Count > 0).OrderBy(show => show.Text("title"), StringComparer.Ordinal).ToArray();
        return Paged(question, shows, CursorOf, page => new JsonObject { ["shows"] = page.ToList() });
    }

    private Answer Changes(Question question)
    {
        var changes = question["change_type"] switch
        {
            "expiring" => StreamingShows.Leaving(_shows.On(question), question),
            "new" => StreamingShows.Arrived(_shows.On(question), question),
            "removed" or "updated" or "upcoming" => [],
            _ => null,
        };
        return changes is null ? this.Refuse(400, "change_type is required") : Paged(question, changes, CursorOfChange, page =>
        {
            var ids = page.Select(change => change.Text("showId")).ToHashSet(StringComparer.Ordinal);
            return new JsonObject
            {
                ["changes"] = page.ToList(),
                ["shows"] = new JsonObject(_shows.All(question).Where(show => ids.Contains(show.Text("id"))).Select(show => KeyValuePair.Create(show.Text("id"), (JsonNode?)show))),
            };
        });
    }

    /// <summary>A page that begins behind the entry whose cursor was given; the last one has a cursor, too.</summary>
    private Answer Paged(Question question, IReadOnlyList<JsonObject> entries, Func<JsonObject, string> cursorOf, Func<IReadOnlyList<JsonObject>, JsonObject> bodyOf)
    {
        var cursor = question["cursor"];
        var before = cursor is null ? 0 : entries.TakeWhile(entry => cursorOf(entry) != cursor).Count() + 1;
        if (before > entries.Count) return this.Refuse(400, "invalid cursor");
        var page = entries.Skip(before).Take(PageSize).ToArray();
        var body = bodyOf(page);
        body["hasMore"] = before + page.Length < entries.Count;
        if (page.Length > 0) body["nextCursor"] = cursorOf(page[^1]);
        return Answer.Of(body);
    }

    // Cursors are opaque to clients, and real ones have blanks and per cent signs that a careless client breaks.
    private static string CursorOf(JsonObject show) => $"{show.Text("id")}%:{show.Text("title")}";

    private static string CursorOfChange(JsonObject change) => $"{change.Text("timestamp")}:{change.Text("showId")} {change["service"]!.Text("id")}";
}
