using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediaGateway.Replay.Apis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MediaGateway.Replay.Serving;

/// <summary>Writes answers, and fails in every way that there is.</summary>
/// <param name="time">Measures delays.</param>
internal sealed class ReplayAnswers(TimeProvider time)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers a request, or does what the failure says.</summary>
    public Task ServeAsync(HttpContext context, IReplayedApi api, Question question, Failure failure, CancellationToken ended) => failure.Mode switch
    {
        FailureMode.Slow => SlowAsync(context, api, question, failure, ended),
        FailureMode.TimeOut => Task.Delay(Timeout.InfiniteTimeSpan, time, ended),
        FailureMode.TooManyRequests => ThrottleAsync(context, api, failure, ended),
        FailureMode.ServerError => WriteAsync(context, api.Refuse(500, "Internal error: something went wrong."), ended),
        FailureMode.Unavailable => WriteAsync(context, api.Refuse(503, "The service is temporarily not available, try again later."), ended),
        FailureMode.Unauthorized => WriteAsync(context, api.Refuse(401, "The key or token is not valid."), ended),
        FailureMode.QuotaExceeded => WriteAsync(context, api.SpentQuota(), ended),
        FailureMode.MalformedJson => MalformAsync(context, api.AnswerTo(question), ended),
        FailureMode.TruncatedBody => TruncateAsync(context, api.AnswerTo(question), ended),
        FailureMode.SlowDrip => DripAsync(context, api.AnswerTo(question), failure, ended),
        FailureMode.RedirectLoop => Redirect(context),
        FailureMode.ConnectionReset => Reset(context),
        _ => WriteAsync(context, api.AnswerTo(question), ended),
    };

    /// <summary>Writes an answer whole.</summary>
    public static async Task WriteAsync(HttpContext context, Answer answer, CancellationToken ended)
    {
        var body = Begin(context, answer);
        await context.Response.Body.WriteAsync(body, ended);
    }

    private async Task SlowAsync(HttpContext context, IReplayedApi api, Question question, Failure failure, CancellationToken ended)
    {
        await Task.Delay(failure.Wait, time, ended);
        await WriteAsync(context, api.AnswerTo(question), ended);
    }

    private static Task ThrottleAsync(HttpContext context, IReplayedApi api, Failure failure, CancellationToken ended)
    {
        if (failure.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, api.Refuse(429, "Too many requests."), ended);
    }

    private static async Task MalformAsync(HttpContext context, Answer answer, CancellationToken ended)
    {
        var body = Begin(context, answer);
        var half = body.AsMemory(0, body.Length / 2);
        context.Response.ContentLength = half.Length;
        await context.Response.Body.WriteAsync(half, ended);
    }

    /// <remarks>Kestrel closes the connection in good order when less was written than was promised.</remarks>
    private static async Task TruncateAsync(HttpContext context, Answer answer, CancellationToken ended)
    {
        var body = Begin(context, answer);
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), ended);
        await context.Response.Body.FlushAsync(ended);
    }

    private async Task DripAsync(HttpContext context, Answer answer, Failure failure, CancellationToken ended)
    {
        var body = Begin(context, answer);
        for (var place = 0; place < body.Length; place++)
        {
            await Task.Delay(failure.Wait, time, ended);
            await context.Response.Body.WriteAsync(body.AsMemory(place, 1), ended);
            await context.Response.Body.FlushAsync(ended);
        }
    }

    private static Task Redirect(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return Task.CompletedTask;
    }

    private static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static byte[] Begin(HttpContext context, Answer answer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(answer.Body, Readable);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return body;
    }
}
