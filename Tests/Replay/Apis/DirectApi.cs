using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>The catalogue of one platform, as the direct contract has it: a search by words, and titles by the platform's ids.</summary>
/// <param name="platform">The platform.</param>
internal sealed class DirectApi(string platform) : IReplayedApi
{
    private const int PageSize = 20;
    private const int LastPage = 1000;

    private readonly IReadOnlyList<JsonObject> _titles = Payloads.List($"{platform}_direct", "titles");

    /// <summary>The platforms that are spoken to directly.</summary>
    public static IReadOnlyList<string> Platforms { get; } = ["netflix", "hbo_max", "disney_plus", "hulu", "prime_video"];

    /// <inheritdoc/>
    public string Source { get; } = $"{platform}_direct";

    /// <inheritdoc/>
    public string Prefix => platform;

    /// <inheritdoc/>
    public Answer AnswerTo(Question question) => question switch
    {
        { Key: null } => this.Refuse(401, "X-Api-Key is missing."),
        { Method: not "GET" } => this.Refuse(405, "There is only GET."),
        { Path: ["catalog", "search"] } => Search(question),
        { Path: ["catalog", "titles", var id] } => _titles.FirstOrDefault(title => title.Text("id") == id) is { } found ? Answer.Of(found.DeepClone()) : this.Unknown(),
        _ => this.Unknown(),
    };

    /// <inheritdoc/>
    public JsonNode Refusal(int status, string message) => new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = message } };

    private Answer Search(Question question)
    {
        if (question["q"] is not { } words) return this.Refuse(400, "q is missing.");
        if (question.Number("page", 1, 1, LastPage) is not { } page) return this.Refuse(400, $"page must be 1 to {LastPage}.");
        var found = WordSearch.Find(_titles, title => title.Text("title"), words);
        return Answer.Of(new JsonObject
        {
            ["page"] = page,
            ["results"] = found.Skip((page - 1) * PageSize).Take(PageSize).ToList(),
            ["total_pages"] = (found.Count + PageSize - 1) / PageSize,
            ["total_results"] = found.Count,
        });
    }
}
