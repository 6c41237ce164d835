using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MediaGateway.ApiFrontend.Hardening;

/// <summary>The first thing that every request meets: it gets its trace id, its answer's headers, and is turned away when its address is broken.</summary>
internal sealed class RequestGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        TraceId.Assign(context);
        SecurityHeaders.Attach(context);
        // Whoever stands in front of us may not say who is calling; only a token does.
        context.Request.Headers.Remove("X-User-ID");
        context.Request.Headers.Remove("X-User-Roles");
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return target is null || RequestText.IsSound(target)
            ? next(context)
            : Problem.InvalidField("url", "must be percent-encoded UTF-8 without NUL characters").ExecuteAsync(context);
    }
}
