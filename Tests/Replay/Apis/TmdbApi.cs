using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>The Movie Database, version 3.</summary>
internal sealed class TmdbApi : IReplayedApi
{
    private const int PageSize = 20;
    private const int LastPage = 500;

    private static readonly string[] Appendable = ["credits", "keywords", "external_ids", "videos", "watch/providers"];

    private static readonly string[] Listed =
    [
        "adult", "backdrop_path", "id", "title", "original_title", "name", "original_name", "overview", "poster_path", "original_language",
        "popularity", "release_date", "first_air_date", "origin_country", "video", "vote_average", "vote_count",
    ];

    private readonly IReadOnlyList<JsonObject> _movies = Payloads.List("tmdb", "movies");
    private readonly IReadOnlyList<JsonObject> _series = Payloads.List("tmdb", "tv");
    private readonly IReadOnlyList<JsonObject> _others = Payloads.List("tmdb", "others");
    private readonly JsonNode _configuration = Payloads.Read("tmdb", "configuration");

    /// <inheritdoc/>
    public string Source => "tmdb";

    /// <inheritdoc/>
    public string Prefix => "tmdb";

    /// <inheritdoc/>
    public Answer AnswerTo(Question question) => question switch
    {
        { Key: null } => this.Refuse(401, "Invalid API key: You must be granted a valid key."),
        { Method: not "GET" } => this.Refuse(405, "This method is not allowed."),
        { Path: ["configuration"] } => Answer.Of(_configuration.DeepClone()),
        { Path: ["search", "multi"] } => Search(question),
        { Path: ["find", var id] } => Find(question, id),
        { Path: ["movie" or "tv", var id, .. var further] } => OfTitle(question, id, further),
        _ => this.Unknown(),
    };

    /// <inheritdoc/>
    public JsonNode Refusal(int status, string message) =>
        new JsonObject { ["success"] = false, ["status_code"] = CodeOf(status), ["status_message"] = message };

    // https://developer.themoviedb.org/docs/errors
    private static int CodeOf(int status) => status switch
    {
        401 => 7,
        404 => 34,
        405 => 8,
        422 => 22,
        429 => 25,
        503 => 9,
        _ => 11,
    };

    private Answer Search(Question question)
    {
        if (question["query"] is not { } words) return this.Refuse(422, "query must be provided");
        if (question.Number("page", 1, 1, LastPage) is not { } page) return this.Refuse(422, "Invalid page: Pages start at 1 and max at 500.");
        var all = _movies.Select(title => List(title, "movie")).Concat(_series.Select(title => List(title, "tv"))).Concat(_others);
        var found = WordSearch.Find(all, entry => entry.Text(entry.ContainsKey("title") ? "title" : "name"), words);
        return Answer.Of(new JsonObject
        {
            ["page"] = page,
            ["results"] = found.Skip((page - 1) * PageSize).Take(PageSize).ToList(),
            ["total_pages"] = (found.Count + PageSize - 1) / PageSize,
            ["total_results"] = found.Count,
        });
    }

    private Answer Find(Question question, string id)
    {
        if (question["external_source"] is not "imdb_id") return this.Refuse(422, "Invalid parameters: external_source must be imdb_id here.");
        return Answer.Of(new JsonObject
        {
            ["movie_results"] = _movies.Where(IsIt).Select(title => List(title, "movie")).ToList(),
            ["person_results"] = new JsonArray(),
            ["tv_results"] = _series.Where(IsIt).Select(title => List(title, "tv")).ToList(),
            ["tv_episode_results"] = new JsonArray(),
            ["tv_season_results"] = new JsonArray(),
        });

        bool IsIt(JsonObject title) => title["external_ids"]!.Text("imdb_id") == id;
    }

    private Answer OfTitle(Question question, string id, string[] further)
    {
        var titles = question.Path[0] is "movie" ? _movies : _series;
        if (titles.FirstOrDefault(title => title.Text("id") == id) is not { } found) return this.Unknown();
        var part = string.Join('/', further);
        if (Appendable.Contains(part) && found[part] is JsonObject detail)
        {
            var alone = detail.DeepClone().AsObject();
            alone["id"] = found["id"]!.DeepClone();
            return Answer.Of(alone);
        }

        return part.Length > 0 ? this.Unknown() : Answer.Of(found.Without(Appendable.Except((question["append_to_response"] ?? "").Split(','))));
    }

    /// <summary>A title as lists have it: its genres by number only.</summary>
    private static JsonObject List(JsonObject title, string type)
    {
        var listed = title.Only(Listed);
        listed["media_type"] = type;
        listed["genre_ids"] = title["genres"]!.AsArray().Select(genre => genre!["id"]!).ToList();
        return listed;
    }
}
