namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>What signs a user in at an address.</summary>
/// <param name="UserId">Who holds the address.</param>
/// <param name="PasswordHash">The hash of the password, with its salt and its cost.</param>
/// <param name="Version">Counts the password changes, so that a sign-in begun with an old password does not end in a session.</param>
[GenerateSerializer, Immutable, Alias("mg.account-credentials")]
public sealed record AccountCredentials(
    [property: Id(0)] string UserId,
    [property: Id(1)] string PasswordHash,
    [property: Id(2)] int Version)
{
    /// <summary>Names the user only: the hash stays out of logs.</summary>
    public override string ToString() => $"credentials of {UserId}, version {Version}";
}
