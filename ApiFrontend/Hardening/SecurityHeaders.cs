using MediaGateway.ApiFrontend.Tracing;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.ApiFrontend.Hardening;

/// <summary>The headers that every answer carries, failures included.</summary>
internal static class SecurityHeaders
{
    private const string StrictTransport = "max-age=31536000";

    // Answers of the API are data; a browser that is tricked into showing one as a page may do nothing with it.
    private const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Has the headers set just before the answer begins, when nothing can clear them any more.</summary>
    public static void Attach(HttpContext context) => context.Response.OnStarting(
        static state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.StrictTransportSecurity = StrictTransport;
            headers["Referrer-Policy"] = "no-referrer";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = NothingAllowed;
            }

            headers[TraceId.Header] = http.GetTraceId();
            return Task.CompletedTask;
        },
        context);
}
