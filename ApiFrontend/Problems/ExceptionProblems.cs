using System.Text.Json;
using MediaGateway.Grains.Interfaces;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>Turns what a handler or a grain throws into the answer that the contract gives for it. No stack trace leaves.</summary>
internal sealed partial class ExceptionProblems(ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var answer = ProblemOf(exception);
        if (answer.StatusCode == StatusCodes.Status500InternalServerError)
        {
            LogUnexpected(exception, httpContext.Request.Method, httpContext.Request.Path);
        }
        else if (answer.StatusCode > StatusCodes.Status500InternalServerError)
        {
            LogUnavailable(exception.Message, httpContext.Request.Method, httpContext.Request.Path);
        }

        await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The answer for <paramref name="exception"/>.</summary>
    internal static ProblemHttpResult ProblemOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => Problem.Invalid(BadRequestField.Read(bad)),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        JsonException json => Problem.Invalid(BadRequestField.Read(json)),
        PartOverloadedException or LimitExceededException => Problem.Of(
            StatusCodes.Status503ServiceUnavailable, "overloaded", "The gateway has too much to do right now.", retryAfter: 1),
        StorageUnavailableException => Problem.Unavailable("The gateway cannot reach its storage right now."),
        OrleansMessageRejectionException or ClientNotAvailableException => Problem.Unavailable("A part of the gateway is not to be had right now."),
        InconsistentStateException => Problem.Unavailable("Another part of the gateway changed the same thing meanwhile.", retryAfter: 1),
        // The runtime wraps what a grain's storage throws.
        OrleansException { InnerException: { } inner } => ProblemOf(inner),
        TimeoutException => Problem.GatewayTimeout(),
        OperationCanceledException => Problem.Unavailable("The gateway gave up this request."),
        _ => OfStatus(StatusCodes.Status500InternalServerError),
    };

    private static ProblemHttpResult OfStatus(int status) => KnownStatus.Of(status) is var known
        ? Problem.Of(status, known.Error, known.Message)
        : throw new InvalidOperationException();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed in a way nobody expected.")]
    private partial void LogUnexpected(Exception exception, string method, PathString path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} cannot be served now: {Reason}")]
    private partial void LogUnavailable(string reason, string method, PathString path);
}
