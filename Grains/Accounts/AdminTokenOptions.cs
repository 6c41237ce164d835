using MediaGateway.Domain.Security;

namespace MediaGateway.Grains.Accounts;

/// <summary>The operator's token, where it is given and not made.</summary>
public sealed class AdminTokenOptions
{
    /// <summary>The name of the configuration section it is read from.</summary>
    public const string Section = "Security";

    /// <summary>The token: <c>mgadm_</c> and 32 bytes in base64url, the same for all silos of a cluster.</summary>
    /// <value>Default null: a single node makes one and writes it into its data directory; a cluster has none.</value>
    public string? AdminToken { get; set; }

    /// <summary>Whether the token, if there is one, looks like one.</summary>
    public bool IsValid() => string.IsNullOrEmpty(AdminToken) || OpaqueToken.HasShape(AdminToken, OpaqueToken.AdminPrefix);
}
