using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>
/// The one way to answer a request that fails (RFC 9457). What depends on the request (<c>instance</c>,
/// <c>timestamp</c>, <c>trace_id</c>, the header <c>Retry-After</c>) is added when the answer is written.
/// </summary>
public static class Problem
{
    /// <summary>The media type of every failure.</summary>
    public const string MediaType = "application/problem+json";

    internal const string ErrorMember = "error";
    internal const string MessageMember = "message";
    internal const string TimestampMember = "timestamp";
    internal const string TraceIdMember = "trace_id";
    internal const string ErrorsMember = "errors";
    internal const string RetryAfterMember = "retry_after";

    /// <summary>A failure.</summary>
    /// <param name="status">The status code, 400 to 599.</param>
    /// <param name="error">The stable code that programs decide by, in snake_case.</param>
    /// <param name="message">What a person may read. It repeats no secret and nothing internal.</param>
    /// <param name="errors">The fields at fault with the reasons; for 400.</param>
    /// <param name="retryAfter">After how many seconds it is worth trying again; for 429, 503 and 504.</param>
    public static ProblemHttpResult Of(
        int status,
        string error,
        string message,
        IReadOnlyDictionary<string, string[]>? errors = null,
        int? retryAfter = null)
    {
        var details = new ProblemDetails
        {
            Type = "about:blank",
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = message,
        };
        details.Extensions[ErrorMember] = error;
        details.Extensions[MessageMember] = message;
        if (errors is { Count: > 0 })
        {
            details.Extensions[ErrorsMember] = errors;
        }

        if (retryAfter is { } seconds)
        {
            details.Extensions[RetryAfterMember] = seconds;
        }

        return TypedResults.Problem(details);
    }

    /// <summary>400: one field of the request is wrong.</summary>
    public static ProblemHttpResult InvalidField(string field, string reason) =>
        Invalid(new Dictionary<string, string[]> { [field] = [reason] });

    /// <summary>400: fields of the request are wrong.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        Of(StatusCodes.Status400BadRequest, "invalid_request", $"The request is not valid: {string.Join(", ", errors.Keys)}.", errors);

    /// <summary>404: it is not there, or it is somebody else's; the answer does not tell which.</summary>
    /// <param name="error">Such as <c>unknown_content</c> or <c>device_not_found</c>.</param>
    /// <param name="message">What a person may read.</param>
    public static ProblemHttpResult NotFound(string error, string message) => Of(StatusCodes.Status404NotFound, error, message);

    /// <summary>409: what is there stands against it.</summary>
    public static ProblemHttpResult Conflict(string error, string message) => Of(StatusCodes.Status409Conflict, error, message);

    /// <summary>503: a part of the gateway is not to be had now.</summary>
    public static ProblemHttpResult Unavailable(string message, int retryAfter = 2) =>
        Of(StatusCodes.Status503ServiceUnavailable, "service_unavailable", message, retryAfter: retryAfter);

    /// <summary>504: a part of the gateway did not answer in time.</summary>
    public static ProblemHttpResult GatewayTimeout() =>
        Of(StatusCodes.Status504GatewayTimeout, "gateway_timeout", "A part of the gateway did not answer in time.", retryAfter: 5);
}
