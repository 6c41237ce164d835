using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Limits;

/// <summary>Puts the bounds of <see cref="FrontendOptions"/> on the server.</summary>
internal sealed class KestrelLimits(IOptions<FrontendOptions> frontend) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        var bounds = frontend.Value;
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = bounds.MaxBodyBytes;
        options.Limits.MaxRequestHeadersTotalSize = bounds.MaxHeaderBytes;
        options.Limits.MaxRequestHeaderCount = bounds.MaxHeaders;
        options.Limits.MaxRequestLineSize = bounds.MaxRequestLineBytes;
        options.Limits.MaxRequestBufferSize = Math.Max(options.Limits.MaxRequestBufferSize ?? 0, bounds.MaxRequestLineBytes + bounds.MaxHeaderBytes);
        options.Limits.MaxConcurrentConnections = bounds.MaxConnections;
        options.Limits.MaxConcurrentUpgradedConnections = bounds.MaxConnections;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
