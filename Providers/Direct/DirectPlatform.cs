namespace MediaGateway.Providers.Direct;

/// <summary>A platform that is asked directly, as data: all of them speak the same contract.</summary>
/// <param name="SourceId">What the gateway calls the source (<c>netflix_direct</c>).</param>
/// <param name="Platform">The platform (<c>netflix</c>).</param>
/// <param name="Address">Where it listens unless the configuration says otherwise, with a slash at the end.</param>
public sealed record DirectPlatform(string SourceId, string Platform, Uri Address)
{
    /// <summary>Netflix.</summary>
    public static DirectPlatform Netflix { get; } = On("netflix", 9001);

    /// <summary>HBO Max.</summary>
    public static DirectPlatform HboMax { get; } = On("hbo_max", 9002);

    /// <summary>Disney+.</summary>
    public static DirectPlatform DisneyPlus { get; } = On("disney_plus", 9003);

    /// <summary>Hulu.</summary>
    public static DirectPlatform Hulu { get; } = On("hulu", 9004);

    /// <summary>Prime Video.</summary>
    public static DirectPlatform PrimeVideo { get; } = On("prime_video", 9005);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DirectPlatform> All { get; } = [Netflix, HboMax, DisneyPlus, Hulu, PrimeVideo];

    // None of the services has a public API: what answers is run beside the gateway, each on a port of its own.
    private static DirectPlatform On(string platform, int port) =>
        new($"{platform}_direct", platform, new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri);
}
