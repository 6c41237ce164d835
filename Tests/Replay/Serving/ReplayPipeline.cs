using System.Globalization;
using MediaGateway.Replay.Apis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MediaGateway.Replay.Serving;

/// <summary>Takes every request: finds whose it is, notes it, and has it answered or failed.</summary>
/// <param name="sources">The sources by the first part of their paths.</param>
/// <param name="control">Answers below <c>control</c>.</param>
/// <param name="time">Dates what comes and goes.</param>
/// <param name="stopping">Ends what would wait longer than the server runs.</param>
internal sealed class ReplayPipeline(IReadOnlyDictionary<string, ReplayedSource> sources, ControlEndpoint control, TimeProvider time, CancellationToken stopping)
{
    private readonly ReplayAnswers _answers = new(time);

    /// <summary>Serves a request.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var (prefix, path, query) = TargetOf(context);
        context.Response.Headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            if (prefix == ControlEndpoint.Prefix)
            {
                await control.ServeAsync(context, path, ended.Token);
            }
            else if (sources.TryGetValue(prefix, out var source))
            {
                await ServeAsync(context, source, path, query, ended.Token);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Nobody is there to answer any more.
            context.Abort();
        }
    }

    private async Task ServeAsync(HttpContext context, ReplayedSource source, string path, string query, CancellationToken ended)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync(ended) : FormCollection.Empty;
        var question = new Question(request.Method, [.. path.Split('/').Select(Uri.UnescapeDataString)], request.Query, request.Headers, form, time.GetUtcNow());
        var failure = source.Receive(new ReplayedRequest(request.Method, path, query, question.Key, question.At));

        // The delay has begun before anybody is told of the request: a test that then moves the clock moves it past the delay.
        var served = _answers.ServeAsync(context, source.Api, question, failure, ended);
        source.Begin();
        await served;
    }

    /// <summary>The target as it came: what is escaped in a path is not yet what it stands for.</summary>
    private static (string Prefix, string Path, string Query) TargetOf(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var (path, query) = Cut(target.TrimStart('/'), '?');
        var (prefix, rest) = Cut(path, '/');
        return (prefix, rest, query);
    }

    private static (string Before, string After) Cut(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");
}
