using System.Net;
using System.Text.Json;

namespace MediaGateway.Cli;

/// <summary>Why the gateway refused a request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Message">What it said, or the name of the status where it said nothing.</param>
/// <param name="TraceId">The id under which the operator finds it in the logs; null where there is none.</param>
internal sealed record GatewayRefusal(HttpStatusCode Status, string Message, string? TraceId)
{
    /// <summary>Reads the problem document of an answer.</summary>
    public static async Task<GatewayRefusal> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var fallback = new GatewayRefusal(response.StatusCode, response.ReasonPhrase ?? response.StatusCode.ToString(), null);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var problem = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return problem.RootElement.ValueKind != JsonValueKind.Object ? fallback
                : fallback with { Message = Text(problem, "message") ?? Text(problem, "detail") ?? fallback.Message, TraceId = Text(problem, "trace_id") };
        }
        catch (JsonException)
        {
            // Not a problem document: something other than the gateway answered, and its status must do.
            return fallback;
        }
    }

    /// <summary>The refusal in one line.</summary>
    public override string ToString() => $"{Message} ({(int)Status}{(TraceId is null ? "" : $", trace {TraceId}")})";

    private static string? Text(JsonDocument problem, string name) =>
        problem.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
