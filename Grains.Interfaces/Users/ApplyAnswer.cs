using MediaGateway.Domain.Time;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>The answer to a batch of operations.</summary>
/// <param name="Outcome">What became of the batch as a whole.</param>
/// <param name="Results">One answer for each operation, in their order; empty unless committed.</param>
/// <param name="Head">Where the log ends after the batch; null unless committed.</param>
/// <param name="Hlc">The user's clock after the batch.</param>
[GenerateSerializer, Immutable, Alias("mg.apply-answer")]
public sealed record ApplyAnswer(
    [property: Id(0)] CommitOutcome Outcome,
    [property: Id(1)] IReadOnlyList<OperationResult> Results,
    [property: Id(2)] SyncHead? Head,
    [property: Id(3)] HlcTimestamp Hlc);
