namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>Knows the hash of the operator's token. There is one, <see cref="Key"/>.</summary>
[Alias("mg.admin-token")]
public interface IAdminTokenGrain : IGrainWithStringKey
{
    /// <summary>The key of the only grain of this kind.</summary>
    const string Key = "admin";

    /// <summary>Makes the token of this hash the only one that is accepted.</summary>
    [Repeatable, Alias("replace")]
    Task ReplaceAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>Whether the token of this hash is the one that is accepted.</summary>
    [Repeatable, Alias("is-current")]
    Task<bool> IsCurrentAsync(string tokenHash, CancellationToken cancellationToken);
}
