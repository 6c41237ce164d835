using MediaGateway.Domain.Sync;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>The answer to one change of the watchlist that the server made an operation of.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Refusal">Why it was refused; null unless it was.</param>
/// <param name="Created">Whether it is this change that brought the title onto the list.</param>
/// <param name="Item">The title on the list after the change; null when it is not there.</param>
[GenerateSerializer, Immutable, Alias("mg.edit-answer")]
public sealed record EditAnswer(
    [property: Id(0)] CommitOutcome Outcome,
    [property: Id(1)] OperationRefusal? Refusal,
    [property: Id(2)] bool Created,
    [property: Id(3)] ListedTitle? Item);
