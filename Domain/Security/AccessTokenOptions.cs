namespace MediaGateway.Domain.Security;

/// <summary>What access tokens say about who made them for whom, and how long they live.</summary>
public sealed class AccessTokenOptions
{
    /// <summary>The name of the configuration section these are read from.</summary>
    public const string Section = "Security:AccessTokens";

    /// <summary>The <c>iss</c> of every token.</summary>
    /// <value>Default <c>media-gateway</c>; not empty.</value>
    public string Issuer { get; set; } = "media-gateway";

    /// <summary>The <c>aud</c> of every token.</summary>
    /// <value>Default <c>media-gateway-api</c>; not empty.</value>
    public string Audience { get; set; } = "media-gateway-api";

    /// <summary>How long a token is good for.</summary>
    /// <value>Default 1 hour; 1 minute to <see cref="AccessTokenFormat.MaxLifetime"/>.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Everything that is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Issuer))
        {
            faults.Add($"{Section}:{nameof(Issuer)} is empty.");
        }

        if (string.IsNullOrWhiteSpace(Audience))
        {
            faults.Add($"{Section}:{nameof(Audience)} is empty.");
        }

        if (Lifetime < TimeSpan.FromMinutes(1) || Lifetime > AccessTokenFormat.MaxLifetime)
        {
            faults.Add($"{Section}:{nameof(Lifetime)} is {Lifetime}; it must be 1 minute to {AccessTokenFormat.MaxLifetime}.");
        }

        return faults;
    }
}
