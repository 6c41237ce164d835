namespace MediaGateway.Domain.Sync.Operations;

/// <summary>Says how far a title has been watched. Going back is as good as going forward.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="PositionMs">How far, in milliseconds.</param>
/// <param name="DurationMs">How long the title is, in milliseconds; null where the player does not know.</param>
[GenerateSerializer, Immutable, Alias("mg.op.position-set")]
public sealed record PositionSet(
    [property: Id(0)] string ContentId,
    [property: Id(1)] long PositionMs,
    [property: Id(2)] long? DurationMs) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.PositionSet;
}

/// <summary>Records that a title was played. The same play id names the same play, however often it is sent.</summary>
/// <param name="PlayId">The play.</param>
/// <param name="ContentId">The title.</param>
/// <param name="WatchedAt">When.</param>
/// <param name="Completed">Whether to the end.</param>
/// <param name="PositionMs">How far, in milliseconds; null where it is not known.</param>
[GenerateSerializer, Immutable, Alias("mg.op.play-add")]
public sealed record PlayAdd(
    [property: Id(0)] string PlayId,
    [property: Id(1)] string ContentId,
    [property: Id(2)] DateTimeOffset WatchedAt,
    [property: Id(3)] bool Completed,
    [property: Id(4)] long? PositionMs) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.PlayAdd;
}

/// <summary>Takes a play out of the history for good.</summary>
/// <param name="PlayId">The play.</param>
[GenerateSerializer, Immutable, Alias("mg.op.play-remove")]
public sealed record PlayRemove([property: Id(0)] string PlayId) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.PlayRemove;
}
