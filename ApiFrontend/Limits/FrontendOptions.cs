using System.ComponentModel.DataAnnotations;

namespace MediaGateway.ApiFrontend.Limits;

/// <summary>The bounds of what one request may be and how long it may take.</summary>
public sealed class FrontendOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Frontend";

    /// <summary>The largest body, in bytes, of a route that names no other; larger ones get 413.</summary>
    /// <value>1 MiB unless told; 1 KiB to 100 MiB.</value>
    [Range(1024, 100 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>All headers of a request together, in bytes; more get 431.</summary>
    /// <value>32 KiB unless told; 4 KiB to 1 MiB.</value>
    [Range(4096, 1024 * 1024)]
    public int MaxHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>The number of headers of a request; more get 431.</summary>
    /// <value>100 unless told; 20 to 1000.</value>
    [Range(20, 1000)]
    public int MaxHeaders { get; set; } = 100;

    /// <summary>Method, address and version of a request together, in bytes; more get 414.</summary>
    /// <value>8 KiB unless told; 1 KiB to 64 KiB.</value>
    [Range(1024, 64 * 1024)]
    public int MaxRequestLineBytes { get; set; } = 8 * 1024;

    /// <summary>Connections that are open at once; more are closed at once.</summary>
    /// <value>20,000 unless told; 10 to 1,000,000.</value>
    [Range(10, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>How long a request waits for the parts of the gateway before it is answered 504.</summary>
    /// <value>3 seconds unless told; 50 milliseconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The slowest upload that is waited for, in bytes for each second: the deadline of a request with a body is later by
    /// the time that its body may take, because a slow client is no slow gateway.
    /// </summary>
    /// <value>32 KiB unless told; 1 KiB to 1 GiB.</value>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MinUploadBytesPerSecond { get; set; } = 32 * 1024;

    /// <summary>The addresses of proxies in front of the gateway; only their <c>X-Forwarded-For</c> and <c>-Proto</c> are believed.</summary>
    /// <value>None unless told.</value>
    public IList<string> TrustedProxies { get; } = [];
}
