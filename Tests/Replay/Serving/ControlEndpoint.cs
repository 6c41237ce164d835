using System.Text.Json;
using System.Text.Json.Nodes;
using MediaGateway.Replay.Apis;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.Replay.Serving;

/// <summary>
/// What can be set and seen over HTTP: <c>GET /control</c>, <c>PUT /control/{source}</c> and <c>DELETE /control/{source}</c>.
/// </summary>
/// <param name="sources">The sources by their ids.</param>
internal sealed class ControlEndpoint(IReadOnlyDictionary<string, ReplayedSource> sources)
{
    /// <summary>The first part of its paths.</summary>
    public const string Prefix = "control";

    private static readonly string Modes = string.Join(", ", Enum.GetValues<FailureMode>().Select(FailureModeConverter.NameOf));

    /// <summary>Serves a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The path below its own.</param>
    /// <param name="ended">Ends it.</param>
    public async Task ServeAsync(HttpContext context, string path, CancellationToken ended) =>
        await ReplayAnswers.WriteAsync(context, await AnswerToAsync(context.Request, path, ended), ended);

    private async Task<Answer> AnswerToAsync(HttpRequest request, string path, CancellationToken ended)
    {
        if (path.Length == 0) return request.Method == HttpMethods.Get ? Answer.Of(All()) : Refuse(405, "There is GET only.");
        if (!sources.TryGetValue(path, out var source)) return Refuse(404, $"There is no such source; there are {string.Join(", ", sources.Keys)}.");
        switch (request.Method)
        {
            case "GET":
                return Answer.Of(SourceView.Of(source));
            case "DELETE":
                source.Failure = Failure.None;
                return Answer.Of(SourceView.Of(source));
            case "PUT":
                return await SetAsync(request, source, ended);
            default:
                return Refuse(405, "There are GET, PUT and DELETE.");
        }
    }

    private static async Task<Answer> SetAsync(HttpRequest request, ReplayedSource source, CancellationToken ended)
    {
        try
        {
            var failure = (await FailureSetting.ReadAsync(request.Body, ended))?.ToFailure();
            if (failure is null || failure.Fault is not null) return Refuse(400, failure?.Fault ?? "mode is missing");
            source.Failure = failure;
            return Answer.Of(SourceView.Of(source));
        }
        catch (JsonException fault)
        {
            return Refuse(400, $"{fault.Path ?? "$"} cannot be read. A setting is {{\"mode\", \"count\", \"retry_after\", \"delay_ms\"}}; modes are {Modes}.");
        }
    }

    private JsonObject All() => new()
    {
        ["sources"] = new JsonObject(sources.Select(source => KeyValuePair.Create(source.Key, (JsonNode?)SourceView.Of(source.Value)))),
    };

    private static Answer Refuse(int status, string message) => new(status, new JsonObject { ["error"] = message });
}
