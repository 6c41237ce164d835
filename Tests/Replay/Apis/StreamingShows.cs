using System.Globalization;
using System.Text.Json.Nodes;

namespace MediaGateway.Replay.Apis;

/// <summary>
/// Shows and where they are streamed. The file tells days from today, so that something always leaves soon; answers tell times.
/// </summary>
internal sealed class StreamingShows
{
    private const int DaysAhead = 31;

    private readonly IReadOnlyList<JsonObject> _shows = Payloads.List("streaming_availability", "shows");

    /// <summary>All shows, with the options of the country that is asked about.</summary>
    public IEnumerable<JsonObject> All(Question question) => _shows.Select(show => Dated(show, question));

    /// <summary>The shows of the catalogues and of the type that are asked about; all where nothing is said.</summary>
    public IEnumerable<JsonObject> On(Question question) => All(question)
        .Where(show => question["show_type"] is null || show.Text("showType") == question["show_type"])
        .Where(show => question["catalogs"] is null || OptionsOf(show).Any(option => IsIn(option, question["catalogs"]!)));

    /// <summary>A show by its own id, that of IMDb, or that of TMDb (<c>movie/603</c>).</summary>
    public JsonObject? Find(string id, Question question) =>
        All(question).FirstOrDefault(show => show.Text("id") == id || show.Text("imdbId") == id || show.Text("tmdbId") == id);

    /// <summary>What leaves, the soonest first.</summary>
    public static IReadOnlyList<JsonObject> Leaving(IEnumerable<JsonObject> shows, Question question) =>
        Changes(shows, question, "expiring", "expiresOn", question.At, question.At.AddDays(DaysAhead));

    /// <summary>What has come, the oldest first.</summary>
    public static IReadOnlyList<JsonObject> Arrived(IEnumerable<JsonObject> shows, Question question) =>
        Changes(shows, question, "new", "availableSince", question.At.AddDays(-DaysAhead), question.At);

    private static JsonObject[] Changes(IEnumerable<JsonObject> shows, Question question, string type, string time, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (Seconds(question["from"]) ?? from.ToUnixTimeSeconds(), Seconds(question["to"]) ?? to.ToUnixTimeSeconds());
        return
        [
            .. shows
                .SelectMany(show => OptionsOf(show).Where(option => question["catalogs"] is null || IsIn(option, question["catalogs"]!)).Select(option => (Show: show, Option: option)))
                .Where(change => change.Option[time] is { } at && at.GetValue<long>() >= first && at.GetValue<long>() <= last)
                .OrderBy(change => change.Option[time]!.GetValue<long>())
                .Select(change => ChangeOf(change.Show, change.Option, type, time)),
        ];
    }

    private static JsonObject ChangeOf(JsonObject show, JsonObject option, string type, string time) => new()
    {
        ["changeType"] = type,
        ["itemType"] = "show",
        ["showId"] = show.Text("id"),
        ["showType"] = show.Text("showType"),
        ["service"] = option["service"]!.DeepClone(),
        ["streamingOptionType"] = option.Text("type"),
        ["timestamp"] = option[time]!.GetValue<long>(),
        ["link"] = option.Text("link"),
    };

    private static IEnumerable<JsonObject> OptionsOf(JsonObject show) =>
        show["streamingOptions"]!.AsObject().SelectMany(country => country.Value!.AsArray()).Select(option => option!.AsObject());

    /// <remarks>A catalogue is a service (<c>prime</c>), or one with a type of offer (<c>prime.rent</c>).</remarks>
    private static bool IsIn(JsonObject option, string catalogues) =>
        catalogues.Split(',').Any(name => name == option["service"]!.Text("id") || name == $"{option["service"]!.Text("id")}.{option.Text("type")}");

    private static JsonObject Dated(JsonObject show, Question question)
    {
        var dated = show.DeepClone().AsObject();
        var countries = dated["streamingOptions"]!.AsObject();
        foreach (var country in countries.Select(country => country.Key).Where(name => question["country"] is { } asked && !name.Equals(asked, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            countries.Remove(country);
        }

        foreach (var option in OptionsOf(dated))
        {
            Date(option, question.At);
        }

        return dated;
    }

    private static void Date(JsonObject option, DateTimeOffset at)
    {
        var today = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
        if (Take(option, "availableDaysAgo") is { } ago) option["availableSince"] = today.AddDays(-ago).ToUnixTimeSeconds();
        if (Take(option, "expiresInDays") is not { } days) return;
        option["expiresSoon"] = days <= DaysAhead;
        option["expiresOn"] = today.AddDays(days).ToUnixTimeSeconds();
    }

    private static int? Take(JsonObject option, string name)
    {
        var days = option[name]?.GetValue<int>();
        option.Remove(name);
        return days;
    }

    private static long? Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
