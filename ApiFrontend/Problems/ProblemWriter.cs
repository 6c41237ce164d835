using System.Globalization;
using MediaGateway.ApiFrontend.Accounts.Authentication;
using MediaGateway.ApiFrontend.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>
/// Writes every failure of the server, whoever made it: the framework's own get an <c>error</c> code here.
/// Always JSON, whatever the request accepts: a failure without a body explains nothing.
/// </summary>
internal sealed class ProblemWriter(TimeProvider time, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var details = context.ProblemDetails;
        Complete(details, http);
        http.Response.StatusCode = details.Status!.Value;
        if (details.Extensions.TryGetValue(Problem.RetryAfterMember, out var retryAfter))
        {
            http.Response.Headers.RetryAfter = Convert.ToString(retryAfter, CultureInfo.InvariantCulture);
        }

        if (details.Status == StatusCodes.Status401Unauthorized && http.Response.Headers.WWWAuthenticate.Count == 0)
        {
            http.Response.Headers.WWWAuthenticate = AuthenticationProblem.Challenge;
        }

        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(details, json.Value.SerializerOptions, Problem.MediaType, http.RequestAborted);
    }

    private void Complete(ProblemDetails details, HttpContext http)
    {
        details.Status ??= http.Response.StatusCode;
        var known = KnownStatus.Of(details.Status.Value);
        // A status that speaks for itself has no type of its own (RFC 9457, 4.2.1): programs decide by the error code.
        details.Type = "about:blank";
        details.Title = known.Title;
        details.Detail ??= known.Message;
        details.Extensions.TryAdd(Problem.ErrorMember, known.Error);
        details.Extensions.TryAdd(Problem.MessageMember, details.Detail);
        details.Instance ??= http.Request.PathBase.Add(http.Request.Path).ToUriComponent();
        details.Extensions[Problem.TimestampMember] = time.GetUtcNow();
        details.Extensions[Problem.TraceIdMember] = http.GetTraceId();
        // The framework's own names for the same.
        details.Extensions.Remove("traceId");
    }
}
