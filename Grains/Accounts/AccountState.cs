using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Grains.Accounts;

/// <summary>What is stored of an address.</summary>
[GenerateSerializer, Alias("mg.account-state")]
public sealed record AccountState
{
    /// <summary>What signs its user in; null when nobody holds the address.</summary>
    [Id(0)]
    public AccountCredentials? Credentials { get; init; }
}
