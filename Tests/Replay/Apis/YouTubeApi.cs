using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>The YouTube Data API, version 3.</summary>
internal sealed class YouTubeApi : IReplayedApi
{
    private const string Domain = "global";
    private const char PageMark = 'R';
    private const int LargestPage = 50;

    private static readonly string[] ListedOfSnippet = ["publishedAt", "channelId", "title", "description", "thumbnails", "channelTitle", "liveBroadcastContent"];
    private static readonly string[] EscapedInLists = ["title", "description", "channelTitle"];

    private readonly IReadOnlyList<JsonObject> _videos = Payloads.List("youtube", "videos");
    private readonly IReadOnlyList<JsonObject> _categories = Payloads.List("youtube", "categories");

    /// <inheritdoc/>
    public string Source => "youtube";

    /// <inheritdoc/>
    public string Prefix => "youtube";

    /// <summary>The day's units of a key are spent.</summary>
    public static Answer QuotaExceeded() =>
        new(403, Fault(403, "The request cannot be completed because you have exceeded your quota.", "youtube.quota", "quotaExceeded"));

    /// <inheritdoc/>
    public Answer AnswerTo(Question question) => question switch
    {
        { Key: null } => new(403, Fault(403, "Method doesn't allow unregistered callers.", Domain, "forbidden")),
        { Method: not "GET" } => this.Refuse(405, "Method not allowed"),
        _ when question["part"] is null => new(400, Fault(400, "Required parameter: part", Domain, "missingRequiredParameter")),
        { Path: ["search"] } => Search(question),
        { Path: ["videos"] } => List("youtube#videoListResponse", _videos, question),
        { Path: ["videoCategories"] } => List("youtube#videoCategoryListResponse", _categories, question),
        _ => this.Refuse(404, "Not Found"),
    };

    /// <inheritdoc/>
    public JsonNode Refusal(int status, string message) => Fault(status, message, Domain, status switch
    {
        401 => "authError",
        404 => "notFound",
        429 => "rateLimitExceeded",
        503 => "backendError",
        _ => status >= 500 ? "internalError" : "badRequest",
    });

    private static JsonObject Fault(int status, string message, string domain, string reason) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = domain, ["reason"] = reason }),
        },
    };

    private Answer Search(Question question)
    {
        if (question.Number("maxResults", 5, 0, LargestPage) is not { } size) return new(400, Fault(400, "Invalid value for maxResults", "youtube.parameter", "invalidSearchFilter"));
        if (StartOf(question["pageToken"]) is not { } start) return new(400, Fault(400, "Invalid page token", "youtube.parameter", "invalidPageToken"));
        var found = WordSearch.Find(_videos, video => $"{video["snippet"]!.Text("title")} {video["snippet"]!.Text("channelTitle")}", question["q"] ?? "");
        var answer = Page("youtube#searchListResponse", found.Skip(start).Take(size).Select(ListedOf), found.Count, size);
        answer["regionCode"] = question["regionCode"] ?? "US";
        if (start + size < found.Count) answer["nextPageToken"] = string.Create(CultureInfo.InvariantCulture, $"{PageMark}{start + size}");
        return Answer.Of(answer);
    }

    private static Answer List(string kind, IReadOnlyList<JsonObject> entries, Question question)
    {
        string[] ids = question["id"]?.Split(',') ?? [];
        var found = entries.Where(entry => ids.Contains(entry.Text("id"))).Select(entry => entry.Only(["kind", "etag", "id", .. question["part"]!.Split(',')])).ToArray();
        return Answer.Of(Page(kind, found, found.Length, found.Length));
    }

    private static JsonObject Page(string kind, IEnumerable<JsonObject> items, int total, int size) => new()
    {
        ["kind"] = kind,
        ["etag"] = "replay",
        ["pageInfo"] = new JsonObject { ["totalResults"] = total, ["resultsPerPage"] = size },
        ["items"] = items.ToList(),
    };

    /// <summary>A video as searches have it: without its length, and escaped for a page.</summary>
    private static JsonObject ListedOf(JsonObject video)
    {
        var snippet = video["snippet"]!.AsObject().Only(ListedOfSnippet);
        foreach (var name in EscapedInLists)
        {
            snippet[name] = WebUtility.HtmlEncode(snippet.Text(name));
        }

        snippet["publishTime"] = snippet.Text("publishedAt");
        return new JsonObject
        {
            ["kind"] = "youtube#searchResult",
            ["etag"] = video.Text("etag"),
            ["id"] = new JsonObject { ["kind"] = "youtube#video", ["videoId"] = video.Text("id") },
            ["snippet"] = snippet,
        };
    }

    private static int? StartOf(string? token) =>
        token is null ? 0
        : token.StartsWith(PageMark) && int.TryParse(token.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start
        : null;
}
