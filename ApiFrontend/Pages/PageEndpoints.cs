using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MediaGateway.ApiFrontend.Pages;

/// <summary>The pages that come with the gateway. They load nothing from elsewhere and run no script but their own.</summary>
public static class PageEndpoints
{
    private const string Home = "/docs";

    // A page of ours may load what lies beside it and talk to this server, also over a WebSocket.
    private const string OwnContentOnly = "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static readonly FrozenDictionary<string, Page> Pages = new[]
    {
        new Page(Home, "docs.html", "text/html; charset=utf-8"),
        new Page("/docs/docs.css", "docs.css", "text/css; charset=utf-8"),
        new Page("/docs/docs.js", "docs.js", "text/javascript; charset=utf-8"),
        new Page("/docs/icon.svg", "icon.svg", "image/svg+xml"),
        new Page("/docs/devices.js", "devices.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(static page => page.Path);

    /// <summary>Maps the pages; all of them are open.</summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", static () => TypedResults.Redirect(Home)).AllowAnonymous().ExcludeFromDescription();
        foreach (var page in Pages.Values)
        {
            routes.MapGet(page.Path, page.Show).AllowAnonymous().ExcludeFromDescription();
        }

        return routes;
    }

    private sealed record Page(string Path, string File, string ContentType)
    {
        private readonly Lazy<byte[]> _bytes = new(() => Read(File));

        public FileContentHttpResult Show(HttpContext context)
        {
            context.Response.Headers.ContentSecurityPolicy = OwnContentOnly;
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(_bytes.Value, ContentType);
        }

        private static byte[] Read(string file)
        {
            using var resource = typeof(PageEndpoints).Assembly.GetManifestResourceStream($"wwwroot/{file}")
                ?? throw new InvalidOperationException($"The assembly lacks its page {file}.");
            using var copy = new MemoryStream();
            resource.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
