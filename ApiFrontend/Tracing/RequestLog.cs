using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MediaGateway.ApiFrontend.Tracing;

/// <summary>
/// Logs each request, at level Debug, without its query: hubs take their ticket there. The web server's own lines about
/// requests have the query in them, so a process that logs must drop <see cref="UnsafeCategory"/>.
/// </summary>
public sealed partial class RequestLog
{
    /// <summary>The category of the web server's log that may hold secrets at Information and below.</summary>
    public const string UnsafeCategory = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private readonly RequestDelegate _next;
    private readonly TimeProvider _time;
    private readonly ILogger<RequestLog> _logger;

    /// <summary>Made by the pipeline.</summary>
    public RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger) => (_next, _time, _logger) = (next, time, logger);

    /// <summary>Called by the pipeline.</summary>
    public Task InvokeAsync(HttpContext context) => _logger.IsEnabled(LogLevel.Debug) ? LogAsync(context) : _next(context);

    private async Task LogAsync(HttpContext context)
    {
        var started = _time.GetTimestamp();
        try
        {
            await _next(context);
        }
        finally
        {
            var milliseconds = _time.GetElapsedTime(started).TotalMilliseconds;
            var (method, path, traceId) = (context.Request.Method, context.Request.Path, context.GetTraceId());
            LogRequest(method, path, context.Response.StatusCode, milliseconds, traceId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path} answered {Status} after {Milliseconds} ms (trace {TraceId})")]
    private partial void LogRequest(string method, PathString path, int status, double milliseconds, string traceId);
}
