using System.ComponentModel.DataAnnotations;

namespace MediaGateway.ApiFrontend.Limits;

/// <summary>
/// How many requests one caller may send. A caller is a user, and without a token an address. Each has a bucket that
/// holds a burst and fills at a steady rate; an empty one is answered 429 with <c>Retry-After</c>.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Frontend:RateLimit";

    /// <summary>Requests for each second that a user may send for long.</summary>
    /// <value>200 unless told; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int UserPerSecond { get; set; } = 200;

    /// <summary>Requests that a user may send at once.</summary>
    /// <value>1,000 unless told; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int UserBurst { get; set; } = 1_000;

    /// <summary>Requests for each second that an address may send without a token for long.</summary>
    /// <value>50 unless told; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int AddressPerSecond { get; set; } = 50;

    /// <summary>Requests that an address may send without a token at once.</summary>
    /// <value>300 unless told; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; } = 300;

    /// <summary>
    /// Whether callers on this machine are counted too. They are not, unless told: whoever runs programs here needs no
    /// protection from them. Callers that come through a proxy on this machine count as strangers.
    /// </summary>
    public bool CountLoopback { get; set; }
}
