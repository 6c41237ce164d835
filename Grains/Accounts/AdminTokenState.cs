namespace MediaGateway.Grains.Accounts;

/// <summary>What is stored of the operator's token.</summary>
[GenerateSerializer, Alias("mg.admin-token-state")]
public sealed record AdminTokenState
{
    /// <summary>SHA-256 of the token, in base64url; null when there is none.</summary>
    [Id(0)]
    public string? TokenHash { get; init; }
}
