using MediaGateway.Domain.Sync;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>What became of one operation of a batch.</summary>
[GenerateSerializer, Alias("mg.operation-status")]
public enum OperationStatus
{
    /// <summary>It is in the log.</summary>
    Applied,
    /// <summary>It was there before; nothing changed.</summary>
    Duplicate,
    /// <summary>It was not taken, and why is said.</summary>
    Refused,
}

/// <summary>The answer to one operation of a batch.</summary>
/// <param name="OpId">Which.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Refusal">Why it was refused; null unless it was.</param>
[GenerateSerializer, Immutable, Alias("mg.operation-result")]
public sealed record OperationResult(
    [property: Id(0)] string OpId,
    [property: Id(1)] OperationStatus Status,
    [property: Id(2)] OperationRefusal? Refusal = null);
