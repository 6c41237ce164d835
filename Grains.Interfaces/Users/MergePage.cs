using MediaGateway.Domain.Sync.Accounts;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A part of the accounts of a user's merges.</summary>
/// <param name="Accounts">The accounts, the newest first.</param>
/// <param name="Total">How many are kept in all.</param>
/// <param name="Next">What to ask for next; null at the end.</param>
[GenerateSerializer, Immutable, Alias("mg.merge-page")]
public sealed record MergePage(
    [property: Id(0)] IReadOnlyList<MergeAccount> Accounts,
    [property: Id(1)] int Total,
    [property: Id(2)] long? Next);
