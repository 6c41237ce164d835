namespace MediaGateway.Grains.Interfaces.Accounts;

/// <summary>What a user has told about herself.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Email">The address she signs in with.</param>
/// <param name="Name">The name to greet her by.</param>
/// <param name="Roles">What she may do.</param>
/// <param name="Region">The country whose offers she sees, in two letters of ISO 3166; null when she has not said.</param>
/// <param name="Languages">Her languages as BCP 47 tags, the preferred first.</param>
/// <param name="Maturity">The most mature titles she is shown.</param>
/// <param name="CreatedAt">When the account was made.</param>
[GenerateSerializer, Immutable, Alias("mg.user-profile")]
public sealed record UserProfile(
    [property: Id(0)] string UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] IReadOnlyList<string> Roles,
    [property: Id(4)] string? Region,
    [property: Id(5)] IReadOnlyList<string> Languages,
    [property: Id(6)] Maturity Maturity,
    [property: Id(7)] DateTimeOffset CreatedAt)
{
    /// <summary>The services that she pays for or uses, in the order in which she named them.</summary>
    [Id(8)] public IReadOnlyList<PlatformConnection> Platforms { get; init => field = value ?? []; } = [];
}

/// <summary>A service that a user has connected.</summary>
/// <param name="Platform">Which (<c>netflix</c>).</param>
/// <param name="AccountId">Her account there; null where she has not said.</param>
[GenerateSerializer, Immutable, Alias("mg.platform-connection")]
public sealed record PlatformConnection([property: Id(0)] string Platform, [property: Id(1)] string? AccountId);

/// <summary>Up to where a user wants to be shown titles.</summary>
[GenerateSerializer]
public enum Maturity
{
    /// <summary>For small children.</summary>
    Kids,
    /// <summary>For twelve and older.</summary>
    Teen,
    /// <summary>Everything.</summary>
    Adult,
}
