using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Operations;

/// <summary>
/// One change that a device asks for: an intent, before the server has resolved it into an <see cref="Effect"/>.
/// </summary>
/// <remarks>The kinds are the records of this namespace; the set is closed, each has its name on the wire in <see cref="OperationTypes"/>.</remarks>
[GenerateSerializer, Immutable, Alias("mg.operation")]
public abstract record Operation
{
    private protected Operation() { }

    /// <summary>The id, unique for the user: 1 to 64 characters.</summary>
    [Id(0)]
    public required string OpId { get; init; }

    /// <summary>When it was made, by the clock of the node that made it.</summary>
    [Id(1)]
    public required HlcTimestamp Hlc { get; init; }

    /// <summary>What it is called on the wire, one of <see cref="OperationTypes"/>.</summary>
    public abstract string Type { get; }

    /// <summary>What decides between this and another write of the same thing.</summary>
    public Stamp Stamp => new(Hlc, OpId);
}
