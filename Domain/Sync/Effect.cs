using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync;

/// <summary>
/// What the server made of an operation, once and for all: the adds that a remove cancels are filled in, the place in the
/// list is an order key, ids are canonical. Effects are what is logged and sent; merging them gives the same state in
/// whatever order and however often they come.
/// </summary>
/// <param name="Operation">The operation as resolved.</param>
/// <param name="DeviceId">The device that sent it; null for the server's own.</param>
/// <param name="OrderKey">For adds and moves the key by which the title is sorted; null where the operation leaves its place alone.</param>
/// <param name="Seq">Its number in the user's log; 0 until it has one.</param>
[GenerateSerializer, Immutable, Alias("mg.effect")]
public sealed record Effect(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] string? DeviceId,
    [property: Id(2)] string? OrderKey = null,
    [property: Id(3)] long Seq = 0)
{
    /// <summary>The id of the operation it came from.</summary>
    public string OpId => Operation.OpId;
}
