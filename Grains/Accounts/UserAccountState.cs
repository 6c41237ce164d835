using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Grains.Accounts;

/// <summary>What is stored of a user as somebody who signs in.</summary>
[GenerateSerializer, Alias("mg.user-account-state")]
public sealed record UserAccountState
{
    /// <summary>The profile; null when there is no such user.</summary>
    [Id(0)]
    public UserProfile? Profile { get; init; }

    /// <summary>Counts the password changes.</summary>
    [Id(1)]
    public int CredentialVersion { get; init; }

    /// <summary>The sessions.</summary>
    [Id(2)]
    public IReadOnlyList<SessionRecord> Sessions { get; init; } = [];

    /// <summary>An address that is being taken, and may have to be given back.</summary>
    [Id(3)]
    public string? ClaimingEmail { get; init; }

    /// <summary>An address that was given up, and may still have to be freed.</summary>
    [Id(4)]
    public string? ReleasingEmail { get; init; }

    /// <summary>Whether the user wants everything removed, and it is not done yet.</summary>
    [Id(5)]
    public bool IsErasing { get; init; }
}
