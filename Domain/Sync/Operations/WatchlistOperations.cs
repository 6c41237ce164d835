using System.Collections.Immutable;

namespace MediaGateway.Domain.Sync.Operations;

/// <summary>Puts a title on the list. Each is an add of its own, also when the title is there already.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="Source">What led to it.</param>
/// <param name="Placement">Where it is wanted.</param>
[GenerateSerializer, Immutable, Alias("mg.op.watchlist-add")]
public sealed record WatchlistAdd(
    [property: Id(0)] string ContentId,
    [property: Id(1)] WatchlistSource Source,
    [property: Id(2)] Placement Placement) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.WatchlistAdd;
}

/// <summary>Takes a title off the list, by cancelling adds.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="Observed">
/// The operation ids of the adds that are cancelled; adds that have not arrived yet may be among them. Null, only before
/// it is resolved, means all that the server has seen.
/// </param>
[GenerateSerializer, Immutable, Alias("mg.op.watchlist-remove")]
public sealed record WatchlistRemove(
    [property: Id(0)] string ContentId,
    [property: Id(1)] ImmutableArray<string>? Observed) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.WatchlistRemove;
}

/// <summary>Moves a title within the list.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="Placement">Where it goes: first or after another.</param>
[GenerateSerializer, Immutable, Alias("mg.op.watchlist-move")]
public sealed record WatchlistMove(
    [property: Id(0)] string ContentId,
    [property: Id(1)] Placement Placement) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.WatchlistMove;
}

/// <summary>What led a title to the list.</summary>
[GenerateSerializer]
public enum WatchlistSource
{
    /// <summary>The person chose it.</summary>
    Manual,
    /// <summary>It was recommended.</summary>
    Recommendation,
    /// <summary>It was being watched.</summary>
    ContinueWatching,
}
