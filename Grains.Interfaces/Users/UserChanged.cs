using MediaGateway.Domain.Sync;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>
/// The log of a user has grown from <paramref name="From"/> to <paramref name="Seq"/>. A hint: it may be lost, late or
/// repeated, and whoever needs the log reads what is missing from the user grain.
/// </summary>
/// <param name="From">The last number before.</param>
/// <param name="Seq">The last number now.</param>
/// <param name="LogEpoch">Which log.</param>
/// <param name="Operations">All of (From, Seq] when they are few; otherwise none.</param>
[GenerateSerializer, Immutable, Alias("mg.user-changed")]
public sealed record UserChanged(
    [property: Id(0)] long From,
    [property: Id(1)] long Seq,
    [property: Id(2)] string LogEpoch,
    [property: Id(3)] IReadOnlyList<Effect> Operations);
